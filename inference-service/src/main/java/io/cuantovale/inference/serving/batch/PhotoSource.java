package io.cuantovale.inference.serving.batch;

import io.cuantovale.photo.UnreadablePhotoException;
import java.nio.ByteBuffer;

/** Decodes a photo; safe for concurrent use. */
@FunctionalInterface
public interface PhotoSource {

    /**
     * Pixels of the asked size.
     *
     * @return height * width * 3 bytes, row by row, RGB; not to be written
     */
    byte[] decode(ByteBuffer encoded, int height, int width) throws UnreadablePhotoException;
}
