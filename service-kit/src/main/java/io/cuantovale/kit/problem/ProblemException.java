package io.cuantovale.kit.problem;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ends a request with a problem. */
public class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final @Nullable Duration retryAfter;

    public ProblemException(Problem problem) {
        this(problem, null, null);
    }

    /**
     * A problem that may pass.
     *
     * @param retryAfter becomes {@code Retry-After}, in whole seconds, at least one; null without
     */
    public ProblemException(Problem problem, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(problem.title() + ": " + problem.detail(), cause);
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    public static ProblemException malformed(String detail) {
        return new ProblemException(Problems.malformed(detail));
    }

    public static ProblemException notFound(String detail) {
        return new ProblemException(Problems.notFound(detail));
    }

    public static ProblemException conflict(String detail) {
        return new ProblemException(Problems.conflict(detail));
    }

    public static ProblemException outsideLimits(List<FieldProblem> fields) {
        return new ProblemException(Problems.outsideLimits(fields));
    }

    public Problem problem() {
        return problem;
    }

    /** When to try again; null when it does not help. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
