package io.cuantovale.training.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhotoCacheTest {
    @TempDir
    Path folder;

    @Test
    void aPhotoIsFetchedAndDecodedOnceAndReadAsRowsOfRgb() throws IOException {
        byte[] png = png();
        AtomicInteger fetched = new AtomicInteger();
        PhotoSource source = key -> {
            fetched.incrementAndGet();
            return png;
        };
        PhotoCache cache = new PhotoCache(folder, 16, 32);
        assertThat(cache.fill(Map.of("aa", "photos/aa"), source, 2, () -> false))
                .isEmpty();
        assertThat(cache.fill(Map.of("aa", "photos/aa"), source, 2, () -> false))
                .isEmpty();
        assertThat(fetched).hasValue(1);
        byte[] pixels = cache.pixels("aa");
        assertThat(pixels).hasSize(16 * 32 * 3);
        assertThat(pixel(pixels, 2)).containsExactly(255, 0, 0);
        assertThat(pixel(pixels, 30)).containsExactly(0, 0, 255);
        assertThat(pixel(pixels, 15 * 32 + 2)).containsExactly(255, 0, 0);
    }

    @Test
    void unusablePhotosAreNamedWithTheirReason() {
        PhotoCache cache = new PhotoCache(folder, 16, 32);
        PhotoSource source = key -> {
            if (key.equals("gone")) {
                throw new IllegalStateException("no such object");
            }
            return "no image".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        };
        assertThat(cache.fill(Map.of("aa", "gone", "bb", "text"), source, 2, () -> false))
                .containsEntry("aa", "not fetched: no such object")
                .hasEntrySatisfying("bb", reason -> assertThat(reason).startsWith("not-an-image"));
    }

    @Test
    void augmentationVariesAPhotoWithoutMixingItsChannels() throws IOException {
        PhotoCache cache = new PhotoCache(folder, 16, 32);
        byte[] png = png();
        cache.fill(Map.of("aa", "photos/aa"), key -> png, 1, () -> false);
        Random random = new Random(1);
        for (int i = 0; i < 50; i++) {
            byte[] varied = Augmentation.vary(cache.pixels("aa"), 16, 32, random);
            for (int p = 0; p < 16 * 32; p++) {
                int[] rgb = pixel(varied, p);
                assertThat(rgb[1]).isLessThan(15);
                assertThat(Math.max(rgb[0], rgb[2])).isGreaterThan(200);
                assertThat(Math.min(rgb[0], rgb[2])).isLessThan(15);
            }
        }
    }

    private static int[] pixel(byte[] pixels, int at) {
        return new int[] {pixels[at * 3] & 255, pixels[at * 3 + 1] & 255, pixels[at * 3 + 2] & 255};
    }

    /** Left half red, right half blue. */
    private static byte[] png() throws IOException {
        BufferedImage image = new BufferedImage(32, 16, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setColor(Color.RED);
        g.fillRect(0, 0, 16, 16);
        g.setColor(Color.BLUE);
        g.fillRect(16, 0, 16, 16);
        g.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }
}
