package io.cuantovale.training.data;

import java.util.random.RandomGenerator;

/**
 * Cheap variations of a training photo: mirrored, shifted and zoomed a little, brighter or darker, with more or less
 * contrast. Works on bytes, so that the network reads every photo the same way.
 */
public final class Augmentation {
    private static final double MAX_ZOOM = 0.12;
    private static final double MAX_GAIN = 0.1;
    private static final double MAX_OFFSET = 10;
    private static final int MAX_BYTE = 255;
    private static final int CHANNELS = 3;

    private Augmentation() {}

    /** A variation of {@code pixels} (rows of RGB bytes), drawn from {@code random}. */
    public static byte[] vary(byte[] pixels, int height, int width, RandomGenerator random) {
        boolean mirrored = random.nextBoolean();
        double zoom = 1 - random.nextDouble() * MAX_ZOOM;
        double top = random.nextDouble() * (1 - zoom) * height;
        double left = random.nextDouble() * (1 - zoom) * width;
        double gain = 1 + (random.nextDouble() * 2 - 1) * MAX_GAIN;
        double offset = (random.nextDouble() * 2 - 1) * MAX_OFFSET;
        byte[] tone = new byte[MAX_BYTE + 1];
        for (int v = 0; v <= MAX_BYTE; v++) {
            tone[v] = (byte) Math.clamp(Math.round(v * gain + offset), 0, MAX_BYTE);
        }
        int[] columns = new int[width];
        for (int x = 0; x < width; x++) {
            int from = (int) (left + (mirrored ? width - 1 - x : x) * zoom);
            columns[x] = Math.min(from, width - 1) * CHANNELS;
        }
        byte[] varied = new byte[pixels.length];
        int at = 0;
        for (int y = 0; y < height; y++) {
            int row = Math.min((int) (top + y * zoom), height - 1) * width * CHANNELS;
            for (int x = 0; x < width; x++) {
                int from = row + columns[x];
                varied[at++] = tone[pixels[from] & MAX_BYTE];
                varied[at++] = tone[pixels[from + 1] & MAX_BYTE];
                varied[at++] = tone[pixels[from + 2] & MAX_BYTE];
            }
        }
        return varied;
    }
}
