package io.cuantovale.photo;

import io.cuantovale.photo.UnreadablePhotoException.Reason;

/**
 * What the bytes say about themselves before any pixel is decoded.
 *
 * @param width in pixels, as stored (before any EXIF rotation)
 * @param height in pixels, as stored
 */
record ImageHeader(Format format, int width, int height) {

    /** What we read. */
    enum Format {
        JPEG,
        PNG
    }

    /**
     * Reads the header and walks to the end of the image, so that a file that was cut is known before decoding (the
     * native decoders fill the missing part with grey and say nothing).
     */
    static ImageHeader of(byte[] bytes) throws UnreadablePhotoException {
        if (startsWith(bytes, 0, 0xFF, 0xD8, 0xFF)) {
            return JpegStructure.read(bytes);
        }
        if (startsWith(bytes, 0, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n')) {
            return PngStructure.read(bytes);
        }
        String known = knownFormat(bytes);
        if (known != null) {
            throw new UnreadablePhotoException(Reason.UNSUPPORTED_FORMAT, known + " (expected: JPEG or PNG)");
        }
        throw new UnreadablePhotoException(
                Reason.NOT_AN_IMAGE, bytes.length + " bytes that are no image (expected: JPEG or PNG)");
    }

    private static @org.jspecify.annotations.Nullable String knownFormat(byte[] bytes) {
        if (startsWith(bytes, 0, 'G', 'I', 'F', '8')) {
            return "GIF";
        }
        if (startsWith(bytes, 0, 'R', 'I', 'F', 'F') && startsWith(bytes, 8, 'W', 'E', 'B', 'P')) {
            return "WebP";
        }
        if (startsWith(bytes, 4, 'f', 't', 'y', 'p')) {
            return "HEIF, AVIF or another ISO media file";
        }
        if (startsWith(bytes, 0, 'I', 'I', '*', 0) || startsWith(bytes, 0, 'M', 'M', 0, '*')) {
            return "TIFF";
        }
        if (startsWith(bytes, 0, 'B', 'M') && bytes.length > 26) {
            return "BMP";
        }
        return null;
    }

    private static boolean startsWith(byte[] bytes, int offset, int... expected) {
        if (bytes.length < offset + expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if (Byte.toUnsignedInt(bytes[offset + i]) != expected[i]) {
                return false;
            }
        }
        return true;
    }
}
