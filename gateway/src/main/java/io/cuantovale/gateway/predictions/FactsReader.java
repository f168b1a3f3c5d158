package io.cuantovale.gateway.predictions;

import com.fasterxml.jackson.databind.JsonNode;
import io.cuantovale.kit.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads a caller's facts by the rules of the task. */
@ApplicationScoped
public class FactsReader {
    private final PropertyFactsReader property;

    FactsReader(PropertyFactsReader property) {
        this.property = property;
    }

    /**
     * Checks and maps facts.
     *
     * @param facts a JSON object; members named {@code id} and {@code photo...} belong to the call
     * @param photo encoded, null without
     * @throws ProblemException 400 where a value is of the wrong kind, 422 where it is outside its limits
     */
    public Item read(TaskModel model, JsonNode facts, byte @org.jspecify.annotations.Nullable [] photo) {
        if (!facts.isObject()) {
            throw ProblemException.malformed(
                    "facts: " + facts.getNodeType() + " (expected: a JSON object with the facts)");
        }
        return model.task().equals(PropertyFactsReader.TASK)
                ? property.read(model, facts, photo)
                : TaskFactsReader.read(model, facts, photo);
    }
}
