/** Typed settings of the scraper. */
@NullMarked
package io.cuantovale.scraper.config;

import org.jspecify.annotations.NullMarked;
