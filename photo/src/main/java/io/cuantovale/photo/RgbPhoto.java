package io.cuantovale.photo;

/**
 * Decoded pixels.
 *
 * @param height in pixels
 * @param width in pixels
 * @param pixels height * width * 3 bytes: row by row, red, green, blue, each unsigned; not copied
 */
public record RgbPhoto(int height, int width, byte[] pixels) {
    public RgbPhoto {
        if (pixels.length != height * width * 3) {
            throw new IllegalArgumentException("pixels: " + pixels.length + " bytes (expected: " + height * width * 3
                    + " for " + width + "x" + height + " RGB)");
        }
    }

    /** One channel of one pixel, 0 to 255; channel 0 is red, 1 green, 2 blue. */
    public int at(int row, int column, int channel) {
        return Byte.toUnsignedInt(pixels[(row * width + column) * 3 + channel]);
    }
}
