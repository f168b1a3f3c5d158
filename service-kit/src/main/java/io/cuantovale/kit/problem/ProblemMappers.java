package io.cuantovale.kit.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Answers every exception that leaves a REST method with a problem. */
public final class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    public Response problem(ProblemException e) {
        if (e.problem().status() >= 500) {
            LOG.warnf("%s: %s", e.problem().code(), e.problem().detail());
        }
        Response.ResponseBuilder builder = builder(e.problem());
        if (e.retryAfter() != null) {
            builder.header(HttpHeaders.RETRY_AFTER, Math.max(1, e.retryAfter().toSeconds()));
        }
        return builder.build();
    }

    @ServerExceptionMapper(priority = 1)
    public Response mismatchedInput(MismatchedInputException e) {
        return json(e);
    }

    @ServerExceptionMapper(priority = 1)
    public Response json(JsonProcessingException e) {
        String field = e instanceof JsonMappingException mapping ? path(mapping) : "";
        if (field.isEmpty()) {
            return builder(Problems.malformed("not JSON: " + firstLine(e))).build();
        }
        return builder(Problems.malformed(field + ": " + firstLine(e))).build();
    }

    @ServerExceptionMapper(priority = 1)
    public Response constraints(ConstraintViolationException e) {
        List<FieldProblem> fields =
                e.getConstraintViolations().stream().map(ProblemMappers::field).toList();
        return builder(Problems.outsideLimits(fields)).build();
    }

    @ServerExceptionMapper
    public Response web(WebApplicationException e) {
        if (e.getCause() instanceof JsonProcessingException json) {
            return json(json);
        }
        Response given = e.getResponse();
        if (given.getStatus() < 400 || given.hasEntity()) {
            return given;
        }
        Response.ResponseBuilder builder = builder(of(given, e.getMessage()));
        given.getStringHeaders().forEach((name, values) -> {
            if (!name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE)) {
                values.forEach(value -> builder.header(name, value));
            }
        });
        return builder.build();
    }

    @ServerExceptionMapper
    public Response any(Throwable e) {
        LOG.error("A request failed", e);
        return builder(Problems.internal()).build();
    }

    private static Problem of(Response response, @Nullable String message) {
        String detail =
                message == null || message.startsWith("HTTP ") || message.startsWith("Unable to find matching target")
                        ? null
                        : message;
        return switch (response.getStatus()) {
            case 400 -> Problems.malformed(detail == null ? "the request is not complete or not readable" : detail);
            case 404 -> Problems.notFound(detail == null ? "nothing answers at this address" : detail);
            case 413 -> Problems.tooLarge(detail == null ? "the body is larger than allowed" : detail);
            case 415 -> Problems.unsupported(detail == null ? "the Content-Type is not taken here" : detail);
            case 500 -> Problems.internal();
            default -> {
                String reason = response.getStatusInfo().getReasonPhrase();
                yield Problem.of(
                        reason.toLowerCase(java.util.Locale.ROOT).replace(' ', '-'),
                        reason,
                        response.getStatus(),
                        detail);
            }
        };
    }

    private static Response.ResponseBuilder builder(Problem problem) {
        return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
    }

    private static FieldProblem field(ConstraintViolation<?> violation) {
        String path = violation.getPropertyPath().toString();
        String name = path.substring(path.lastIndexOf('.') + 1)
                .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .toLowerCase(java.util.Locale.ROOT);
        Object value = violation.getInvalidValue();
        return new FieldProblem(name, value == null ? null : String.valueOf(value), violation.getMessage());
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(ref -> ref.getFieldName() == null ? "[" + ref.getIndex() + "]" : ref.getFieldName())
                .collect(Collectors.joining("."));
    }

    private static String firstLine(JsonProcessingException e) {
        return String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("unreadable");
    }
}
