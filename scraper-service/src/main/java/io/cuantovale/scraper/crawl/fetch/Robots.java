package io.cuantovale.scraper.crawl.fetch;

import crawlercommons.robots.SimpleRobotRules;
import crawlercommons.robots.SimpleRobotRules.RobotRulesMode;
import crawlercommons.robots.SimpleRobotRulesParser;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What a host's robots.txt allows us, and how slowly.
 *
 * @param delay that the file asks for; zero where it asks for none
 */
public record Robots(SimpleRobotRules rules, Duration delay) {
    /** No robots.txt, no restriction. */
    public static Robots none() {
        return new Robots(new SimpleRobotRules(RobotRulesMode.ALLOW_ALL), Duration.ZERO);
    }

    /**
     * Reads robots.txt.
     *
     * @param name by which the file may address us
     */
    public static Robots parse(URI file, byte[] content, String contentType, String name) {
        SimpleRobotRulesParser parser = new SimpleRobotRulesParser();
        SimpleRobotRules rules =
                parser.parseContent(file.toString(), content, contentType, List.of(name.toLowerCase(Locale.ROOT)));
        long millis = rules.getCrawlDelay();
        return new Robots(
                rules, millis == SimpleRobotRules.UNSET_CRAWL_DELAY ? Duration.ZERO : Duration.ofMillis(millis));
    }

    public boolean allows(URI address) {
        return rules.isAllowed(address.toString());
    }
}
