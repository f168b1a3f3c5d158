package io.cuantovale.scraper.crawl.parse;

import java.util.List;
import java.util.Map;

/**
 * What a detail page says.
 *
 * @param facts raw text by fact name; facts not found are absent
 * @param photos addresses as they stand on the page, cover first
 */
public record DetailFacts(Map<String, String> facts, List<String> photos) {
    public DetailFacts {
        facts = Map.copyOf(facts);
        photos = List.copyOf(photos);
    }
}
