package io.cuantovale.scraper.crawl.profile;

import java.util.List;

/** A portal profile that cannot be used; names the file, and for every fault its key and what was expected. */
public final class InvalidProfileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> faults;

    public InvalidProfileException(String file, List<String> faults) {
        super(file + ": " + String.join("; ", faults));
        this.faults = List.copyOf(faults);
    }

    /** One line per fault: {@code key: value (expected: ...)}. */
    public List<String> faults() {
        return faults;
    }
}
