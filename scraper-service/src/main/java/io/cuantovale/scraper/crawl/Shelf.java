package io.cuantovale.scraper.crawl;

import io.cuantovale.contracts.ObjectKeys;
import io.cuantovale.contracts.event.PhotoRef;
import io.cuantovale.store.ObjectStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Photos and pages in the object store, each once, under the hash of their bytes. */
@Singleton
public class Shelf {
    private final ObjectStore store;
    private final CrawlMetrics metrics;

    @Inject
    public Shelf(ObjectStore store, CrawlMetrics metrics) {
        this.store = store;
        this.metrics = metrics;
    }

    /** Stores a photo unless it is there already. */
    public PhotoRef photo(byte[] bytes, String declaredType) {
        String hash = sha256(bytes);
        String key = ObjectKeys.photo(hash);
        boolean known = putOnce(key, bytes);
        metrics.photo(known ? "known" : "stored");
        return new PhotoRef(hash, key, mediaType(bytes, declaredType), bytes.length);
    }

    /** Stores a redacted page; returns its key. */
    public String page(byte[] redacted) {
        String key = ObjectKeys.page(sha256(redacted));
        putOnce(key, redacted);
        return key;
    }

    private boolean putOnce(String key, byte[] bytes) {
        boolean known = store.exists(key);
        if (!known) {
            store.put(key, bytes);
        }
        return known;
    }

    private static String mediaType(byte[] b, String declared) {
        if (b.length > 3 && (b[0] & 0xff) == 0xff && (b[1] & 0xff) == 0xd8) {
            return "image/jpeg";
        }
        if (b.length > 8 && (b[0] & 0xff) == 0x89 && b[1] == 'P' && b[2] == 'N' && b[3] == 'G') {
            return "image/png";
        }
        return declared;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
