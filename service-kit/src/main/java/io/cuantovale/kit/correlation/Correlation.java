package io.cuantovale.kit.correlation;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/** The correlation id of the work at hand, as the log lines carry it. */
public final class Correlation {
    /** The key in the log's mapped diagnostic context. */
    public static final String MDC_KEY = "correlation_id";

    /** What we take from outside: it ends up in logs and headers. */
    private static final Pattern ACCEPTABLE = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

    private Correlation() {}

    /** A new id (UUIDv7). */
    public static String newId() {
        return UuidCreator.getTimeOrderedEpoch().toString();
    }

    /** The given id when it may be used (1 to 128 of {@code A-Z a-z 0-9 . _ : -}), else a new one. */
    public static String acceptOrNew(@Nullable String given) {
        return given != null && ACCEPTABLE.matcher(given).matches() ? given : newId();
    }

    /** The id of the work at hand; null outside any. */
    public static @Nullable String current() {
        return MDC.get(MDC_KEY) instanceof String id ? id : null;
    }

    /** The id of the work at hand, or a new one outside any. */
    public static String currentOrNew() {
        String current = current();
        return current == null ? newId() : current;
    }

    /** Sets the id for this thread or request until it is set again; prefer {@link #with}. */
    public static void set(String id) {
        MDC.put(MDC_KEY, id);
    }

    /** Runs the work under an id, then restores the earlier one. */
    public static void with(String id, Runnable work) {
        String before = current();
        set(id);
        try {
            work.run();
        } finally {
            restore(before);
        }
    }

    /**
     * Runs the work under an id, then restores the earlier one.
     *
     * @throws X what the work throws
     */
    public static <T extends @Nullable Object, X extends Exception> T with(String id, Work<T, X> work) throws X {
        String before = current();
        set(id);
        try {
            return work.call();
        } finally {
            restore(before);
        }
    }

    /** Work with a result. */
    @FunctionalInterface
    public interface Work<T extends @Nullable Object, X extends Exception> {
        T call() throws X;
    }

    private static void restore(@Nullable String before) {
        if (before == null) {
            MDC.remove(MDC_KEY);
        } else {
            set(before);
        }
    }
}
