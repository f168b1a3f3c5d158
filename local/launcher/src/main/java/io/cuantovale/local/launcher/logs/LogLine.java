package io.cuantovale.local.launcher.logs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * A line of a service's log.
 *
 * @param service the part's name
 * @param at when; {@link Instant#EPOCH} for a line that is no JSON and says no time
 * @param level INFO, WARN, ...; empty if unknown
 * @param logger the class that wrote it
 * @param correlationId what follows one listing or request; empty if the line belongs to none
 * @param message the text
 * @param stackTrace empty if there is none
 */
public record LogLine(
        String service,
        Instant at,
        String level,
        String logger,
        String correlationId,
        String message,
        String stackTrace) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

    /** Reads one line; a line that is no JSON becomes a message without time. */
    public static LogLine parse(String service, String line) {
        if (line.startsWith("{")) {
            try {
                return fromJson(service, JSON.readTree(line));
            } catch (JsonProcessingException | DateTimeException e) {
                // Cut off by a kill, or printed by the JVM itself: shown as it stands.
                return text(service, line);
            }
        }
        return text(service, line);
    }

    /** As a person reads it: time, service, level, logger, message. */
    public String render(ZoneId zone) {
        if (at.equals(Instant.EPOCH)) {
            return String.format("%-12s %-9s %s", "", service, message);
        }
        String time = TIME.format(at.atZone(zone));
        String shortLogger = logger.substring(logger.lastIndexOf('.') + 1);
        String text = String.format("%s %-9s %-5s %s: %s", time, service, level, shortLogger, message);
        return stackTrace.isEmpty()
                ? text
                : text + "\n" + stackTrace.stripTrailing().indent(4).stripTrailing();
    }

    private static LogLine fromJson(String service, JsonNode node) {
        return new LogLine(
                service,
                OffsetDateTime.parse(node.path("timestamp").asText()).toInstant(),
                node.path("level").asText(),
                node.path("loggerName").asText(),
                node.path("mdc").path("correlation_id").asText(),
                node.path("message").asText(),
                trace(node));
    }

    /** The stack trace as text, or each cause with the place where it was thrown. */
    private static String trace(JsonNode node) {
        String text = node.path("stackTrace").asText();
        if (!text.isEmpty()) {
            return text;
        }
        StringBuilder causes = new StringBuilder();
        JsonNode exception = node.path("exception");
        while (exception.isObject()) {
            JsonNode frame = exception.path("frames").path(0);
            causes.append(exception.path("exceptionType").asText())
                    .append(": ")
                    .append(exception.path("message").asText());
            if (frame.isObject()) {
                causes.append("\n    at ")
                        .append(frame.path("class").asText())
                        .append('.')
                        .append(frame.path("method").asText())
                        .append(':')
                        .append(frame.path("line").asText());
            }
            causes.append('\n');
            exception = exception.path("causedBy").path("exception");
        }
        return causes.toString();
    }

    private static LogLine text(String service, String line) {
        return new LogLine(service, Instant.EPOCH, "", "", "", line, "");
    }
}
