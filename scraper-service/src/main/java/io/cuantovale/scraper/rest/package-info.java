/** What people ask of the scraper, and what it tells them. */
@NullMarked
package io.cuantovale.scraper.rest;

import org.jspecify.annotations.NullMarked;
