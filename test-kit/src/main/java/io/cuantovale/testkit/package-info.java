/** What tests of several modules share: a real broker, a probe into its topics, the real data. */
@NullMarked
package io.cuantovale.testkit;

import org.jspecify.annotations.NullMarked;
