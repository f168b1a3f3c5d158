package io.cuantovale.scraper.crawl;

import io.cuantovale.scraper.crawl.fetch.Fetched;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/** Bytes as sent to a document: the charset of the header, else of the page, else UTF-8. */
final class HtmlPages {
    private static final Pattern CHARSET = Pattern.compile("(?i)charset=[\"']?([\\w.:-]+)");

    private HtmlPages() {}

    static Document parse(Fetched.Content content) {
        try {
            return Jsoup.parse(
                    new ByteArrayInputStream(content.body()),
                    charset(content.contentType()),
                    content.address().toString());
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory cannot fail to be read", e);
        }
    }

    private static @Nullable String charset(String contentType) {
        Matcher matcher = CHARSET.matcher(contentType);
        try {
            return matcher.find() && Charset.isSupported(matcher.group(1)) ? matcher.group(1) : null;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
