package io.cuantovale.photo;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuantovale.testkit.TestData;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class RealPhotosTest {
    private static final int HEIGHT = 192;
    private static final int WIDTH = 256;

    @Test
    void realListingPhotosEqualAnIndependentDecoderWithinAFewLevels() throws Exception {
        List<Path> files;
        try (Stream<Path> found = Files.list(TestData.gallitoPhotos())) {
            files = found.sorted().toList();
        }
        assertThat(files).hasSize(70);
        PhotoDecoder decoder = new PhotoDecoder();
        for (int i = 0; i < files.size(); i++) {
            byte[] bytes = Files.readAllBytes(files.get(i));
            RgbPhoto photo = decoder.decode(bytes, HEIGHT, WIDTH);
            if (i % 10 == 0) {
                assertThat(meanDifference(photo, files.get(i)))
                        .as("mean difference of %s", files.get(i).getFileName())
                        .isLessThan(6);
            }
        }
    }

    /** Mean absolute difference, of 255, to ImageIO's full decoding averaged over blocks. */
    private static double meanDifference(RgbPhoto photo, Path file) throws IOException {
        BufferedImage full = ImageIO.read(file.toFile());
        double sum = 0;
        for (int row = 0; row < HEIGHT; row++) {
            for (int column = 0; column < WIDTH; column++) {
                int[] mean = mean(full, row, column);
                for (int channel = 0; channel < 3; channel++) {
                    sum += Math.abs(mean[channel] - photo.at(row, column, channel));
                }
            }
        }
        return sum / (HEIGHT * WIDTH * 3);
    }

    private static int[] mean(BufferedImage full, int row, int column) {
        int y0 = row * full.getHeight() / HEIGHT;
        int y1 = Math.max(y0 + 1, (row + 1) * full.getHeight() / HEIGHT);
        int x0 = column * full.getWidth() / WIDTH;
        int x1 = Math.max(x0 + 1, (column + 1) * full.getWidth() / WIDTH);
        long[] sums = new long[3];
        for (int y = y0; y < y1; y++) {
            for (int x = x0; x < x1; x++) {
                int rgb = full.getRGB(x, y);
                sums[0] += rgb >> 16 & 255;
                sums[1] += rgb >> 8 & 255;
                sums[2] += rgb & 255;
            }
        }
        int count = (y1 - y0) * (x1 - x0);
        return new int[] {(int) (sums[0] / count), (int) (sums[1] / count), (int) (sums[2] / count)};
    }
}
