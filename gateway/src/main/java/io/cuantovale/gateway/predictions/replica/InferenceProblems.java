package io.cuantovale.gateway.predictions.replica;

import io.cuantovale.kit.problem.Problem;
import io.cuantovale.kit.problem.ProblemException;
import io.cuantovale.kit.problem.Problems;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns refusals of inference-service into what callers are told. */
public final class InferenceProblems {
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration NO_MODEL = Duration.ofSeconds(10);
    /** {@code photo: not-an-image, 12 bytes that ...}. */
    private static final Pattern PHOTO_REASON = Pattern.compile("^[^:]*: ([a-z-]+), (.*)", Pattern.DOTALL);

    private static final Pattern ROW = Pattern.compile("\\[\\d+\\]:");

    private InferenceProblems() {}

    /** The problem that a caller gets for a refused call about one item of a task. */
    public static ProblemException of(InferenceException e, String task) {
        String code = e.code();
        if (code == null) {
            return withoutAnswer(e);
        }
        return switch (code) {
            case "no-model" ->
                passing("no-model", "task: " + task + " has no model yet (expected: a promoted one)", NO_MODEL, e);
            case "unknown-model" ->
                refused(Problems.notFound("task: " + task + " (expected: a task that is being served)"), e);
            case "unreadable-photo" -> photo(e);
            case "too-large" -> refused(Problems.tooLarge(message(e)), e);
            case "bad-input" ->
                refused(Problem.of("outside-limits", "A value is outside its limits", 422, message(e)), e);
            case "overloaded", "stopping", "deadline", "unknown-version", "cancelled" ->
                passing("overloaded", message(e), e.retryAfter() == null ? SOON : e.retryAfter(), e);
            default -> refused(Problems.internal(), e);
        };
    }

    private static ProblemException withoutAnswer(InferenceException e) {
        return switch (e.status()) {
            case UNAVAILABLE ->
                passing("inference-unavailable", "no inference replica can be reached", Duration.ofSeconds(2), e);
            case DEADLINE_EXCEEDED -> passing("deadline", "the prediction did not come in time", SOON, e);
            case RESOURCE_EXHAUSTED -> passing("overloaded", "inference replicas have too much to do", SOON, e);
            case CANCELLED -> passing("cancelled", "the prediction was given up", SOON, e);
            default -> refused(Problems.internal(), e);
        };
    }

    private static ProblemException photo(InferenceException e) {
        Matcher matcher = PHOTO_REASON.matcher(message(e));
        String reason = matcher.find() ? matcher.group(1) : "not-an-image";
        String detail = "photo: " + (matcher.hasMatch() ? matcher.group(2) : message(e));
        Problem problem = switch (reason) {
            case "too-large" -> Problems.tooLarge(detail);
            case "truncated" -> Problem.of("unreadable-photo", "The photo is damaged or was cut off", 422, detail);
            default -> Problem.of(reason, "The photo is no image that is read here", 415, detail);
        };
        return refused(problem, e);
    }

    /** The replica counts rows of its message; the caller sent one item and knows nothing of rows. */
    private static String message(InferenceException e) {
        return ROW.matcher(String.valueOf(e.getMessage())).replaceAll(":");
    }

    private static ProblemException refused(Problem problem, InferenceException e) {
        return new ProblemException(problem, null, e);
    }

    private static ProblemException passing(String code, String detail, Duration retryAfter, InferenceException e) {
        return new ProblemException(Problems.unavailable(code, detail), retryAfter, e);
    }
}
