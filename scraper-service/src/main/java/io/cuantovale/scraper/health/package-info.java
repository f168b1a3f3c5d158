/** What must hold before the scraper takes work. */
@NullMarked
package io.cuantovale.scraper.health;

import org.jspecify.annotations.NullMarked;
