package io.cuantovale.kit.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Problem details (RFC 9457), the body of every error answer.
 *
 * @param type {@code urn:cuantovale:problem:} and a code that programs may switch on
 * @param title the code in words, the same for every occurrence
 * @param status the HTTP status
 * @param detail what happened this time
 * @param fields what is wrong with each field; left out when there are none
 */
public record Problem(
        String type,
        String title,
        int status,
        @Nullable String detail,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldProblem> fields) {

    /** The media type of problem details. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String TYPE_PREFIX = "urn:cuantovale:problem:";

    public Problem {
        fields = fields == null ? List.of() : List.copyOf(fields);
    }

    /**
     * A problem with a code.
     *
     * @param code lower-case words joined by '-', for example {@code outside-limits}
     */
    public static Problem of(String code, String title, int status, @Nullable String detail) {
        return new Problem(TYPE_PREFIX + code, title, status, detail, List.of());
    }

    /** The code within {@link #type}. */
    public String code() {
        return type.startsWith(TYPE_PREFIX) ? type.substring(TYPE_PREFIX.length()) : type;
    }

    /** The same problem with its fields. */
    public Problem withFields(List<FieldProblem> problems) {
        return new Problem(type, title, status, detail, problems);
    }
}
