package io.cuantovale.domain.cleaning;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What one fact's text came to. */
sealed interface Reading<T> {
    /** A value within its limits, with codes of what was mended. */
    record Read<T>(T value, List<String> warnings) implements Reading<T> {
        Read(T value) {
            this(value, List.of());
        }
    }

    /** A refusal. */
    record Refused<T>(Reason reason) implements Reading<T> {}

    static <T> Reading<T> refused(String code, String field, @Nullable String value, String expected) {
        return new Refused<>(new Reason(code, field, value, expected));
    }

    /** Goes on with a further rule; a refusal and earlier warnings stay. */
    default <R> Reading<R> then(Function<T, Reading<R>> rule) {
        return switch (this) {
            case Refused<T>(Reason reason) -> new Refused<>(reason);
            case Read<T>(T value, List<String> earlier) ->
                switch (rule.apply(value)) {
                    case Refused<R> refused -> refused;
                    case Read<R>(R next, List<String> later) ->
                        new Read<>(
                                next,
                                Stream.concat(earlier.stream(), later.stream()).toList());
                };
        };
    }
}
