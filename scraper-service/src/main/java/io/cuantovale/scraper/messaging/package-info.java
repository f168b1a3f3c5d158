/** Requests in, scraped listings out, by Kafka. */
@NullMarked
package io.cuantovale.scraper.messaging;

import org.jspecify.annotations.NullMarked;
