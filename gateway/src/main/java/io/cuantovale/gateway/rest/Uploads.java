package io.cuantovale.gateway.rest;

import io.cuantovale.gateway.config.GatewayConfig;
import io.cuantovale.gateway.predictions.batch.PhotoFile;
import io.cuantovale.kit.problem.FieldProblem;
import io.cuantovale.kit.problem.ProblemException;
import io.cuantovale.kit.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Parts of multipart requests. */
@ApplicationScoped
public class Uploads {
    private final long maxPhoto;

    Uploads(GatewayConfig config) {
        this.maxPhoto = config.limits().photo().asLongValue();
    }

    /**
     * The first photo part of a name; null where there is none, or an empty one as forms send it for no choice.
     *
     * @throws ProblemException 413 when it is too large
     */
    byte @Nullable [] photo(List<FileUpload> files, String part) {
        List<FileUpload> found = parts(files, part);
        if (found.size() > 1) {
            throw new ProblemException(
                    Problems.malformed(List.of(new FieldProblem(part, found.size() + " parts", "at most one"))));
        }
        if (found.isEmpty() || found.getFirst().size() == 0) {
            return null;
        }
        return bytes(photo(found.getFirst()));
    }

    /** The parts of a name, in their order. */
    List<FileUpload> parts(List<FileUpload> files, String part) {
        return files.stream().filter(f -> f.name().equals(part)).toList();
    }

    /** A part as a photo that waits on disk. */
    PhotoFile photo(FileUpload upload) {
        return new PhotoFile(upload.fileName(), upload.uploadedFile(), maxPhoto);
    }

    static byte[] bytes(PhotoFile file) {
        try {
            return file.read();
        } catch (IOException e) {
            throw new UncheckedIOException("an uploaded photo vanished", e);
        }
    }

    /**
     * A text part, also where it was sent as a file.
     *
     * @param text as a form field, null where it was not
     * @throws ProblemException 400 when it is in neither
     */
    String text(@Nullable String text, List<FileUpload> files, String part, String expected) {
        if (text != null && !text.isBlank()) {
            return text;
        }
        Optional<FileUpload> file = parts(files, part).stream().findFirst();
        if (file.isEmpty()) {
            throw new ProblemException(Problems.malformed(List.of(new FieldProblem(part, null, expected))));
        }
        try {
            return Files.readString(file.get().uploadedFile(), StandardCharsets.UTF_8);
        } catch (java.nio.charset.CharacterCodingException e) {
            throw new ProblemException(
                    Problems.malformed(List.of(new FieldProblem(part, "bytes", expected + ", in UTF-8"))), null, e);
        } catch (IOException e) {
            throw new UncheckedIOException("an uploaded part vanished", e);
        }
    }
}
