package io.cuantovale.scraper.crawl.profile;

import com.fasterxml.jackson.databind.JsonNode;
import io.cuantovale.scraper.crawl.profile.PortalProfile.BrowserStep;
import io.cuantovale.scraper.crawl.profile.PortalProfile.DetailPage;
import io.cuantovale.scraper.crawl.profile.PortalProfile.FactSelector;
import io.cuantovale.scraper.crawl.profile.PortalProfile.ListingPage;
import io.cuantovale.scraper.crawl.profile.PortalProfile.Pagination;
import io.cuantovale.scraper.crawl.profile.PortalProfile.PhotoSelector;
import io.cuantovale.scraper.crawl.profile.PortalProfile.Politeness;
import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jsoup.select.QueryParser;
import org.jsoup.select.Selector;
import org.jspecify.annotations.Nullable;

/** Turns a profile whose form is right into values, and collects what makes no sense. */
final class ProfileBinder {
    private final String file;
    private final JsonNode root;
    private final List<String> faults = new ArrayList<>();

    ProfileBinder(String file, JsonNode root) {
        this.file = file;
        this.root = root;
    }

    PortalProfile bind() {
        URI base = URI.create(root.get("base_url").asText());
        List<URI> starts = strings(root.get("start_urls")).stream()
                .map(s -> address(base, s))
                .toList();
        DetailPage detail = detailPage(root.get("detail_page"));
        Map<String, String> constants = new LinkedHashMap<>();
        root.path("constants")
                .properties()
                .forEach(e -> constants.put(e.getKey(), e.getValue().asText()));
        List<String> redact = strings(root.path("redact"));
        redact.forEach(s -> selector("redact", s));
        PortalProfile profile = new PortalProfile(
                root.get("name").asText(),
                root.get("version").asInt(),
                base,
                starts,
                root.has("pagination")
                        ? new Pagination(
                                root.at("/pagination/parameter").asText(),
                                root.at("/pagination/max_pages").asInt())
                        : null,
                listingPage(root.get("listing_page")),
                detail,
                constants,
                redact,
                politeness(root.get("politeness")));
        if (!faults.isEmpty()) {
            throw new InvalidProfileException(file, faults);
        }
        return profile;
    }

    private URI address(URI base, String text) {
        try {
            URI resolved = base.resolve(text);
            if (!base.getAuthority().equals(resolved.getAuthority())) {
                faults.add("start_urls: " + text + " (expected: an address of " + base.getAuthority() + ")");
            }
            return resolved;
        } catch (IllegalArgumentException e) {
            faults.add("start_urls: " + text + " (expected: a path or an address; " + e.getMessage() + ")");
            return base;
        }
    }

    private ListingPage listingPage(JsonNode node) {
        Pattern foreignId =
                pattern("listing_page.foreign_id", node.get("foreign_id").asText(), 1);
        return new ListingPage(
                selector("listing_page.detail_links", node.get("detail_links").asText()),
                pattern("listing_page.detail_url", node.get("detail_url").asText(), 0),
                foreignId,
                textOrNull(node, "empty_text"));
    }

    private DetailPage detailPage(JsonNode node) {
        Map<String, FactSelector> facts = new LinkedHashMap<>();
        node.get("facts").properties().forEach(e -> facts.put(e.getKey(), fact(e.getKey(), e.getValue())));
        BrowserStep browser = node.has("browser") ? browser(node.get("browser")) : null;
        if (browser == null) {
            facts.forEach((name, fact) -> {
                if (fact.browser()) {
                    faults.add("detail_page.facts." + name
                            + ".browser: true (expected: detail_page.browser says what to" + " wait for)");
                }
            });
        }
        return new DetailPage(facts, node.has("photos") ? photos(node.get("photos")) : null, browser);
    }

    private FactSelector fact(String name, JsonNode node) {
        String key = "detail_page.facts." + name;
        String pattern = textOrNull(node, "pattern");
        return new FactSelector(
                selector(key + ".select", node.get("select").asText()),
                textOrNull(node, "attribute"),
                pattern == null ? null : pattern(key + ".pattern", pattern, 1),
                node.path("browser").asBoolean(false));
    }

    private PhotoSelector photos(JsonNode node) {
        return new PhotoSelector(
                selector("detail_page.photos.select", node.get("select").asText()),
                node.path("attribute").asText("src"),
                node.path("max").asInt(1),
                strings(node.path("hosts")));
    }

    private BrowserStep browser(JsonNode node) {
        String click = textOrNull(node, "click");
        return new BrowserStep(
                click == null ? null : selector("detail_page.browser.click", click),
                selector("detail_page.browser.wait_for", node.get("wait_for").asText()),
                duration("detail_page.browser.timeout", node, "timeout", "PT5S"));
    }

    private Politeness politeness(JsonNode node) {
        return new Politeness(
                node.get("user_agent").asText(),
                node.get("robots_name").asText(),
                duration("politeness.delay", node, "delay", "PT2S"),
                node.path("concurrency").asInt(1),
                duration("politeness.timeout", node, "timeout", "PT20S"),
                node.path("retries").asInt(3),
                node.path("max_pages").asInt(50_000),
                node.has("max_listings") ? node.get("max_listings").asInt() : null,
                node.path("max_page_bytes").asInt(5_000_000),
                node.path("max_photo_bytes").asInt(15_000_000));
    }

    private Duration duration(String key, JsonNode node, String field, String ifAbsent) {
        String text = node.path(field).asText(ifAbsent);
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException _) {
            faults.add(key + ": " + text + " (expected: an ISO-8601 duration such as PT2S)");
            return Duration.ZERO;
        }
    }

    private String selector(String key, String css) {
        try {
            QueryParser.parse(css);
        } catch (Selector.SelectorParseException | IllegalArgumentException e) {
            faults.add(key + ": " + css + " (expected: a CSS selector; " + e.getMessage() + ")");
        }
        return css;
    }

    private Pattern pattern(String key, String regex, int groups) {
        try {
            Pattern pattern = Pattern.compile(regex);
            if (pattern.matcher("").groupCount() < groups) {
                faults.add(key + ": " + regex + " (expected: an expression with a group around what is wanted)");
            }
            return pattern;
        } catch (PatternSyntaxException e) {
            faults.add(key + ": " + regex + " (expected: a regular expression; " + e.getDescription() + ")");
            return Pattern.compile("");
        }
    }

    private static @Nullable String textOrNull(JsonNode node, String field) {
        return node.hasNonNull(field) ? node.get(field).asText() : null;
    }

    private static List<String> strings(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(n -> texts.add(n.asText()));
        return texts;
    }
}
