/** From a scraped listing to its outcome. */
@NullMarked
package io.cuantovale.cleaning.cleaning;

import org.jspecify.annotations.NullMarked;
