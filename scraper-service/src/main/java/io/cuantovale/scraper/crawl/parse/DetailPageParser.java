package io.cuantovale.scraper.crawl.parse;

import io.cuantovale.scraper.crawl.profile.PortalProfile;
import io.cuantovale.scraper.crawl.profile.PortalProfile.FactSelector;
import io.cuantovale.scraper.crawl.profile.PortalProfile.PhotoSelector;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Reads a detail page by its portal's selectors; interprets nothing. */
public final class DetailPageParser {
    private static final int LONGEST_FACT = 2_000;

    private final PortalProfile profile;

    public DetailPageParser(PortalProfile profile) {
        this.profile = profile;
    }

    public DetailFacts parse(Document page) {
        Map<String, String> facts = new LinkedHashMap<>(profile.constants());
        profile.detailPage()
                .facts()
                .forEach((name, selector) -> text(page, selector).ifPresent(text -> facts.put(name, text)));
        return new DetailFacts(facts, photos(page));
    }

    private static Optional<String> text(Document page, FactSelector selector) {
        return page.select(selector.select()).stream()
                .map(e -> raw(e, selector))
                .filter(t -> !t.isBlank())
                .findFirst();
    }

    private static String raw(Element element, FactSelector selector) {
        String attribute = selector.attribute();
        String text = attribute == null ? element.text() : element.attr(attribute);
        if (selector.pattern() != null) {
            Matcher matcher = selector.pattern().matcher(text);
            text = matcher.find() && matcher.group(1) != null ? matcher.group(1) : "";
        }
        String plain = text.replace('\u00a0', ' ').strip();
        return plain.length() > LONGEST_FACT ? plain.substring(0, LONGEST_FACT) : plain;
    }

    private List<String> photos(Document page) {
        PhotoSelector selector = profile.detailPage().photos();
        if (selector == null) {
            return List.of();
        }
        return page.select(selector.select()).stream()
                .map(e -> e.attr(selector.attribute()).strip())
                .filter(src -> !src.isEmpty() && !src.startsWith("data:"))
                .distinct()
                .limit(selector.max())
                .toList();
    }
}
