package io.cuantovale.local.portal.photos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cuantovale.local.portal.listings.Section;
import io.cuantovale.local.portal.photos.PhotoRecipe.Damage;
import io.cuantovale.local.portal.photos.PhotoRecipe.Format;
import io.cuantovale.local.portal.photos.PhotoRecipe.Subject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PhotoStudioTest {

    private static final int CELLS_X = 4;
    private static final int CELLS_Y = 3;

    private final PhotoStudio studio = new PhotoStudio(4 << 20);

    /** Mean colours of a coarse grid over a photo. */
    private record Seen(Condition condition, double[] colours) {}

    @Test
    void coversAreLandscapePhotosOfTheUsualSizeAndWeight() throws IOException {
        byte[] jpeg = studio.photo("a", cover(Condition.SOUND, 1, Format.PROGRESSIVE_JPEG, Damage.NONE))
                .bytes();
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(jpeg));
        assertThat(image.getWidth()).isEqualTo(1024);
        assertThat(image.getHeight()).isEqualTo(768);
        assertThat(jpeg.length).isBetween(50_000, 220_000);
        assertThat(startOfFrame(jpeg)).isEqualTo(0xC2);
        assertThat(startOfFrame(studio.photo("b", cover(Condition.SOUND, 1, Format.BASELINE_JPEG, Damage.NONE))
                        .bytes()))
                .isEqualTo(0xC0);
    }

    @Test
    void theSameRecipeGivesTheSameBytesWithOrWithoutTheCache() {
        PhotoRecipe recipe = cover(Condition.PRIME, 5, Format.PROGRESSIVE_JPEG, Damage.NONE);
        byte[] first = studio.photo("p", recipe).bytes();
        assertThat(studio.photo("p", recipe).bytes()).isSameAs(first);
        assertThat(new PhotoStudio(0).photo("p", recipe).bytes()).isEqualTo(first);
    }

    @Test
    void damagedPhotosCannotBeReadWhole() {
        byte[] page = studio.photo("h", cover(Condition.WORN, 2, Format.BASELINE_JPEG, Damage.HTML))
                .bytes();
        assertThat(new String(page, java.nio.charset.StandardCharsets.UTF_8)).startsWith("<!doctype html>");
        byte[] half = studio.photo("t", cover(Condition.WORN, 2, Format.BASELINE_JPEG, Damage.TRUNCATED))
                .bytes();
        assertThatThrownBy(() -> {
                    BufferedImage read = ImageIO.read(new ByteArrayInputStream(half));
                    assertThat(read).isNull();
                })
                .satisfiesAnyOf(
                        e -> assertThat(e).isInstanceOf(IOException.class),
                        e -> assertThat(e).isInstanceOf(AssertionError.class));
        assertThat(half[half.length - 1] & 0xff).isNotEqualTo(0xD9);
    }

    @Test
    void meanColoursAloneTellTheConditionWhateverTheSkyTheLightAndTheAngle() throws IOException {
        List<Seen> known = seen(0, 7);
        List<Seen> fresh = seen(1_000, 4);
        long right = fresh.stream()
                .filter(f -> nearest(known, f).condition() == f.condition())
                .count();
        assertThat((double) right / fresh.size())
                .as("nearest neighbour accuracy")
                .isGreaterThan(0.9);

        double[] factors = fresh.stream()
                .mapToDouble(f -> Math.log(f.condition().priceFactor()))
                .toArray();
        double[] guesses = fresh.stream()
                .mapToDouble(f -> Math.log(nearest(known, f).condition().priceFactor()))
                .toArray();
        assertThat(correlation(factors, guesses)).isGreaterThan(0.9);
    }

    private static Seen nearest(List<Seen> known, Seen f) {
        return known.stream()
                .min(Comparator.comparingDouble(k -> distance(k.colours(), f.colours())))
                .orElseThrow();
    }

    private List<Seen> seen(int firstSeed, int perKind) throws IOException {
        List<Seen> seen = new ArrayList<>();
        for (Condition condition : Condition.values()) {
            for (Section section : Section.values()) {
                for (int i = 0; i < perKind; i++) {
                    long seed = firstSeed + seen.size();
                    PhotoRecipe recipe =
                            new PhotoRecipe(Subject.COVER, section, condition, seed, Format.BASELINE_JPEG, Damage.NONE);
                    byte[] jpeg = studio.photo("s" + seed, recipe).bytes();
                    seen.add(new Seen(condition, colours(ImageIO.read(new ByteArrayInputStream(jpeg)))));
                }
            }
        }
        return seen;
    }

    private static PhotoRecipe cover(Condition condition, long seed, Format format, Damage damage) {
        return new PhotoRecipe(Subject.COVER, Section.HOUSES, condition, seed, format, damage);
    }

    private static double[] colours(BufferedImage image) {
        double[] sums = new double[CELLS_X * CELLS_Y * 3];
        int[] counts = new int[CELLS_X * CELLS_Y];
        for (int y = 0; y < image.getHeight(); y += 8) {
            for (int x = 0; x < image.getWidth(); x += 8) {
                int cell = y * CELLS_Y / image.getHeight() * CELLS_X + x * CELLS_X / image.getWidth();
                int rgb = image.getRGB(x, y);
                sums[cell * 3] += rgb >> 16 & 255;
                sums[cell * 3 + 1] += rgb >> 8 & 255;
                sums[cell * 3 + 2] += rgb & 255;
                counts[cell]++;
            }
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= counts[i / 3];
        }
        return sums;
    }

    private static double distance(double[] a, double[] b) {
        double sum = 0;
        // The uppermost row of the grid is mostly sky.
        for (int i = CELLS_X * 3; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return sum;
    }

    private static double correlation(double[] a, double[] b) {
        double ma = java.util.Arrays.stream(a).average().orElseThrow();
        double mb = java.util.Arrays.stream(b).average().orElseThrow();
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (a[i] - ma) * (b[i] - mb);
            aa += (a[i] - ma) * (a[i] - ma);
            bb += (b[i] - mb) * (b[i] - mb);
        }
        return ab / Math.sqrt(aa * bb);
    }

    private static int startOfFrame(byte[] jpeg) {
        for (int i = 2; i < jpeg.length - 3; ) {
            int marker = jpeg[i + 1] & 0xff;
            if (marker >= 0xC0 && marker <= 0xC2) {
                return marker;
            }
            i += 2 + ((jpeg[i + 2] & 0xff) << 8 | jpeg[i + 3] & 0xff);
        }
        return -1;
    }
}
