/** What a dataset snapshot says about itself. */
@NullMarked
package io.cuantovale.contracts.dataset;

import org.jspecify.annotations.NullMarked;
