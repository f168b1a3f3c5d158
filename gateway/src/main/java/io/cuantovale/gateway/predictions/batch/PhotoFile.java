package io.cuantovale.gateway.predictions.batch;

import io.cuantovale.kit.problem.ProblemException;
import io.cuantovale.kit.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A photo that waits on disk.
 *
 * @param name as the caller named it
 * @param maxBytes larger ones are refused
 */
public record PhotoFile(String name, Path file, long maxBytes) {

    /**
     * Its bytes.
     *
     * @throws ProblemException 413 when it is too large
     */
    public byte[] read() throws IOException {
        long size = Files.size(file);
        if (size > maxBytes) {
            throw new ProblemException(Problems.tooLarge(
                    "photo: " + name + " has " + size + " bytes (expected: at most " + maxBytes + ")"));
        }
        return Files.readAllBytes(file);
    }
}
