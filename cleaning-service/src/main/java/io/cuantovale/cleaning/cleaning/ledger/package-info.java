/** What has come out so far: tallies that follow the topics. */
@NullMarked
package io.cuantovale.cleaning.cleaning.ledger;

import org.jspecify.annotations.NullMarked;
