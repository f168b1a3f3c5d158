package io.cuantovale.gateway.predictions.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cuantovale.gateway.predictions.FactsReader;
import io.cuantovale.gateway.predictions.TaskModel;
import io.cuantovale.kit.json.Json;
import io.cuantovale.kit.problem.FieldProblem;
import io.cuantovale.kit.problem.ProblemException;
import io.cuantovale.kit.problem.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Items as lines of JSON: the facts, and if wanted {@code id}, and a photo as {@code photo_base64} or as
 * {@code photo}, the name of a photo sent along.
 */
public final class NdjsonSource implements ItemSource {
    private static final String ID = "id";
    private static final String PHOTO = "photo";
    private static final String PHOTO_BASE64 = "photo_base64";
    private static final ObjectReader READER =
            Json.mapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final LineReader lines;
    private final int maxLine;
    private final TaskModel model;
    private final FactsReader facts;
    private final Photos photos;

    /** Photos that were sent along. */
    @FunctionalInterface
    @Schema(hidden = true)
    public interface Photos {
        /**
         * The bytes of a photo.
         *
         * @throws ProblemException when there is none of that name, or it is too large
         */
        byte[] named(String name) throws IOException;

        /** For calls that cannot send any along. */
        static Photos none() {
            return name -> {
                throw ProblemException.outsideLimits(List.of(
                        new FieldProblem(PHOTO, name, "photo_base64 here, or a multipart request with photos")));
            };
        }

        /** Photos by their names. */
        static Photos of(Map<String, PhotoFile> files) {
            return name -> {
                PhotoFile file = files.get(name);
                if (file == null) {
                    throw ProblemException.outsideLimits(
                            List.of(new FieldProblem(PHOTO, name, "the name of a photo sent along")));
                }
                return file.read();
            };
        }
    }

    public NdjsonSource(InputStream in, int maxLine, TaskModel model, FactsReader facts, Photos photos) {
        this.lines = new LineReader(in, maxLine);
        this.maxLine = maxLine;
        this.model = model;
        this.facts = facts;
        this.photos = photos;
    }

    @Override
    public @Nullable BatchItem next() throws IOException {
        LineReader.Line line = lines.next();
        if (line == null) {
            return null;
        }
        if (line.bytes() == null) {
            return BatchItem.refused(
                    null,
                    new ProblemException(Problems.tooLarge(
                            "line: " + line.length() + " bytes (expected: at most " + maxLine + ")")));
        }
        String id = null;
        try {
            JsonNode json = READER.readTree(line.bytes());
            if (json instanceof ObjectNode object) {
                JsonNode given = object.remove(ID);
                id = given == null || given.isNull() ? null : given.asText();
                byte[] photo = photo(object);
                return BatchItem.of(id, facts.read(model, object, photo));
            }
            throw ProblemException.malformed("line: " + json.getNodeType() + " (expected: a JSON object)");
        } catch (JsonProcessingException e) {
            return BatchItem.refused(id, ProblemException.malformed("not JSON: " + firstLine(e)));
        } catch (ProblemException e) {
            return BatchItem.refused(id, e);
        }
    }

    private byte @Nullable [] photo(ObjectNode object) throws IOException {
        JsonNode encoded = object.remove(PHOTO_BASE64);
        JsonNode name = object.remove(PHOTO);
        if (encoded != null && !encoded.isNull()) {
            try {
                byte[] photo = encoded.isTextual() ? encoded.binaryValue() : null;
                if (photo != null) {
                    return photo.length == 0 ? null : photo;
                }
            } catch (IOException e) {
                throw notBase64(e);
            }
            throw notBase64(null);
        }
        if (name != null && !name.isNull() && !name.asText().isEmpty()) {
            return photos.named(name.asText());
        }
        return null;
    }

    private static ProblemException notBase64(@Nullable IOException cause) {
        return new ProblemException(
                Problems.malformed(List.of(new FieldProblem(PHOTO_BASE64, "...", "Base64 of a JPEG or PNG"))),
                null,
                cause);
    }

    private static String firstLine(JsonProcessingException e) {
        return String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("unreadable");
    }
}
