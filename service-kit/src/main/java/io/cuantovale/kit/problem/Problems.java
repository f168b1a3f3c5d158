package io.cuantovale.kit.problem;

import java.util.List;
import java.util.stream.Collectors;

/** The problems that services share, one code each. */
public final class Problems {
    private Problems() {}

    /** 400: the request cannot be read. */
    public static Problem malformed(String detail) {
        return Problem.of("malformed", "The request cannot be read", 400, detail);
    }

    /** 400 with the fields that cannot be read. */
    public static Problem malformed(List<FieldProblem> fields) {
        return malformed(sentence(fields)).withFields(fields);
    }

    /** 404: there is no such thing. */
    public static Problem notFound(String detail) {
        return Problem.of("not-found", "There is no such thing", 404, detail);
    }

    /** 409: the thing's present state does not allow it. */
    public static Problem conflict(String detail) {
        return Problem.of("conflict", "The present state does not allow it", 409, detail);
    }

    /** 413: more bytes than we take. */
    public static Problem tooLarge(String detail) {
        return Problem.of("too-large", "The request is too large", 413, detail);
    }

    /** 415: not a kind of content that we read. */
    public static Problem unsupported(String detail) {
        return Problem.of("unsupported-media-type", "The content is of a kind that is not read", 415, detail);
    }

    /** 422: readable, but outside what the domain allows. */
    public static Problem outsideLimits(List<FieldProblem> fields) {
        return Problem.of("outside-limits", "A value is outside its limits", 422, sentence(fields))
                .withFields(fields);
    }

    /** 503: something that is needed is not there now. */
    public static Problem unavailable(String code, String detail) {
        return Problem.of(code, "Not available now", 503, detail);
    }

    /** 500: our defect; says nothing of the inside. */
    public static Problem internal() {
        return Problem.of(
                "internal-error",
                "Something went wrong on our side",
                500,
                "The log has the reason under this answer's X-Correlation-Id.");
    }

    private static String sentence(List<FieldProblem> fields) {
        return fields.stream().map(FieldProblem::message).collect(Collectors.joining("; "));
    }
}
