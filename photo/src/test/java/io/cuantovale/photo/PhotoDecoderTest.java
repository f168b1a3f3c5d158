package io.cuantovale.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cuantovale.photo.UnreadablePhotoException.Reason;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhotoDecoderTest {
    private static final int HEIGHT = 192;
    private static final int WIDTH = 256;

    private final PhotoDecoder decoder = new PhotoDecoder();

    private static BufferedImage rgb(int width, int height) {
        return TestImages.quarters(width, height, BufferedImage.TYPE_INT_RGB);
    }

    private RgbPhoto decode(byte[] bytes) throws UnreadablePhotoException {
        return decoder.decode(bytes, HEIGHT, WIDTH);
    }

    private static void assertColour(RgbPhoto photo, double down, double right, int[] expected, int tolerance) {
        int row = (int) (photo.height() * down);
        int column = (int) (photo.width() * right);
        for (int channel = 0; channel < 3; channel++) {
            assertThat(photo.at(row, column, channel))
                    .as("channel %d at %s/%s", channel, down, right)
                    .isCloseTo(expected[channel], within(tolerance));
        }
    }

    private static void assertQuarters(RgbPhoto photo) {
        assertThat(photo.height()).isEqualTo(HEIGHT);
        assertThat(photo.width()).isEqualTo(WIDTH);
        assertColour(photo, .25, .25, TestImages.RED, 6);
        assertColour(photo, .25, .75, TestImages.GREEN, 6);
        assertColour(photo, .75, .25, TestImages.BLUE, 6);
        assertColour(photo, .75, .75, TestImages.WHITE, 6);
    }

    @ParameterizedTest
    @CsvSource({
        "1024,768,false",
        "1024,768,true",
        "2048,1536,true",
        "4000,3000,false",
        "700,500,true",
        "256,192,false",
        "100,80,false",
        "300,1200,true",
        "257,193,true",
        "1,1,false"
    })
    void jpegsOfEverySizeBecomeRgbPixelsInTheirPlaces(int width, int height, boolean progressive)
            throws UnreadablePhotoException {
        RgbPhoto photo = decode(TestImages.jpeg(rgb(width, height), progressive));
        if (width > 1) {
            assertQuarters(photo);
        }
        assertThat(photo.pixels()).hasSize(HEIGHT * WIDTH * 3);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_INT_RGB,
                BufferedImage.TYPE_INT_ARGB,
                BufferedImage.TYPE_BYTE_INDEXED,
                BufferedImage.TYPE_3BYTE_BGR
            })
    void pngsOfEveryKindBecomeRgbPixels(int type) throws UnreadablePhotoException {
        RgbPhoto photo = decode(TestImages.encoded(TestImages.quarters(1024, 768, type), "png"));
        assertColour(photo, .25, .25, TestImages.RED, 30);
        assertColour(photo, .25, .75, TestImages.GREEN, 30);
        assertColour(photo, .75, .25, TestImages.BLUE, 30);
        assertColour(photo, .75, .75, TestImages.WHITE, 30);
    }

    @Test
    void transparentPartsStandOnWhite() throws UnreadablePhotoException {
        BufferedImage image = new BufferedImage(200, 100, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < 100; y++) {
            for (int x = 0; x < 100; x++) {
                image.setRGB(x, y, new Color(200, 0, 0, 128).getRGB());
            }
            for (int x = 100; x < 200; x++) {
                image.setRGB(x, y, new Color(0, 0, 0, 0).getRGB());
            }
        }
        RgbPhoto photo = decode(TestImages.encoded(image, "png"));
        assertColour(photo, .5, .25, new int[] {227, 127, 127}, 2);
        assertColour(photo, .5, .75, new int[] {255, 255, 255}, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png"})
    void greyPicturesHaveThreeEqualChannels(String format) throws UnreadablePhotoException {
        BufferedImage grey = TestImages.quarters(512, 384, BufferedImage.TYPE_BYTE_GRAY);
        RgbPhoto photo = decode(TestImages.encoded(grey, format));
        assertThat(photo.at(40, 40, 0)).isEqualTo(photo.at(40, 40, 1)).isEqualTo(photo.at(40, 40, 2));
        assertThat(photo.at(150, 200, 0)).isCloseTo(250, within(6));
    }

    @Test
    void sixteenBitPngsKeepTheirBrightness() throws UnreadablePhotoException {
        BufferedImage deep = new BufferedImage(300, 200, BufferedImage.TYPE_USHORT_GRAY);
        for (int y = 0; y < 200; y++) {
            for (int x = 0; x < 300; x++) {
                deep.getRaster().setSample(x, y, 0, 0x8080);
            }
        }
        assertColour(decode(TestImages.encoded(deep, "png")), .5, .5, new int[] {128, 128, 128}, 1);
    }

    @Test
    void cmykJpegsAreReadAsImageProgramsWriteThemInverted() throws UnreadablePhotoException {
        RgbPhoto photo = decode(TestImages.cmykJpeg(400, 300, new int[] {255, 55, 55, 255}));
        assertColour(photo, .5, .5, new int[] {255, 55, 55}, 3);
    }

    @ParameterizedTest
    @CsvSource({"1,RED", "3,WHITE", "6,BLUE", "8,GREEN"})
    void theExifOrientationIsApplied(int orientation, String upperLeft) throws UnreadablePhotoException {
        byte[] jpeg = TestImages.withOrientation(TestImages.jpeg(rgb(1024, 768), true), orientation);
        int[] expected = switch (upperLeft) {
            case "RED" -> TestImages.RED;
            case "WHITE" -> TestImages.WHITE;
            case "BLUE" -> TestImages.BLUE;
            default -> TestImages.GREEN;
        };
        assertColour(decode(jpeg), .25, .25, expected, 6);
    }

    @Test
    void equalBytesGiveEqualPixelsFromManyThreads() throws UnreadablePhotoException {
        byte[] jpeg = TestImages.jpeg(rgb(1024, 768), true);
        byte[] expected = decode(jpeg).pixels();
        assertThat(IntStream.range(0, 64).parallel().allMatch(i -> Arrays.equals(expected, quietly(jpeg))))
                .isTrue();
    }

    private byte[] quietly(byte[] jpeg) {
        try {
            return decode(jpeg).pixels();
        } catch (UnreadablePhotoException e) {
            throw new AssertionError(e);
        }
    }

    private void assertUnreadable(byte[] bytes, Reason reason) {
        assertThatThrownBy(() -> decode(bytes))
                .isInstanceOfSatisfying(
                        UnreadablePhotoException.class,
                        e -> assertThat(e.reason()).isEqualTo(reason));
        assertThatThrownBy(() -> decoder.check(bytes)).isInstanceOf(UnreadablePhotoException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "this is a text", "<svg xmlns='http://www.w3.org/2000/svg'/>", "%PDF-1.7 ..."})
    void whatIsNoImageSaysSo(String text) {
        assertUnreadable(text.getBytes(StandardCharsets.UTF_8), Reason.NOT_AN_IMAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gif", "bmp", "tiff"})
    void otherFormatsAreNamed(String format) {
        byte[] bytes = TestImages.encoded(rgb(64, 64), format);
        assertThatThrownBy(() -> decode(bytes)).isInstanceOfSatisfying(UnreadablePhotoException.class, e -> {
            assertThat(e.code()).isEqualTo("unsupported-format");
            assertThat(e).hasMessageContaining(format.toUpperCase(java.util.Locale.ROOT));
        });
    }

    @ParameterizedTest
    @ValueSource(doubles = {.01, .1, .5, .9, .999})
    void cutFilesAreRefusedRatherThanFilledWithGrey(double part) {
        for (byte[] whole : new byte[][] {
            TestImages.jpeg(rgb(1024, 768), false),
            TestImages.jpeg(rgb(1024, 768), true),
            TestImages.encoded(rgb(1024, 768), "png")
        }) {
            int length = Math.max(10, (int) (whole.length * part));
            assertUnreadable(Arrays.copyOf(whole, Math.min(length, whole.length - 1)), Reason.TRUNCATED);
        }
    }

    @Test
    void aDamagedPngIsRefused() {
        byte[] png = TestImages.encoded(rgb(200, 200), "png");
        png[png.length / 2] ^= 1;
        assertUnreadable(png, Reason.TRUNCATED);
    }

    @Test
    void pixelBombsAreRefusedByTheirHeader() {
        byte[] png = TestImages.encoded(rgb(16, 16), "png");
        assertUnreadable(TestImages.claiming(png, 30_000, 30_000), Reason.TOO_LARGE);
        assertUnreadable(TestImages.claiming(png, 19_999, 19_999), Reason.TOO_LARGE);
        assertUnreadable(TestImages.claiming(png, 1, 20_001), Reason.TOO_LARGE);
        assertUnreadable(TestImages.claimingJpeg(TestImages.jpeg(rgb(16, 16), true), 60_000, 60_000), Reason.TOO_LARGE);
    }

    @Test
    void impossibleDimensionsAreRefused() {
        byte[] png = TestImages.encoded(rgb(16, 16), "png");
        assertUnreadable(TestImages.claiming(png, 0, 10), Reason.UNSUPPORTED_FORMAT);
        assertUnreadable(TestImages.claiming(png, -5, 10), Reason.UNSUPPORTED_FORMAT);
        assertUnreadable(TestImages.claimingJpeg(TestImages.jpeg(rgb(16, 16), false), 0, 0), Reason.UNSUPPORTED_FORMAT);
    }

    @Test
    void aPngWhoseDataDoNotFillItsHeaderIsRefused() {
        byte[] png = TestImages.encoded(rgb(16, 16), "png");
        assertThatThrownBy(() -> decode(TestImages.claiming(png, 4_000, 4_000)))
                .isInstanceOf(UnreadablePhotoException.class);
    }

    @Test
    void moreBytesThanAllowedAreNotLookedAt() {
        byte[] large = Arrays.copyOf(TestImages.jpeg(rgb(16, 16), false), PhotoDecoder.MAX_BYTES + 1);
        assertUnreadable(large, Reason.TOO_LARGE);
    }

    @Test
    void endlessScansAreRefused() {
        byte[] jpeg = TestImages.jpeg(rgb(16, 16), false);
        byte[] scan = {(byte) 0xFF, (byte) 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0};
        byte[] bomb = Arrays.copyOf(jpeg, jpeg.length + 150 * scan.length);
        for (int i = 0; i < 150; i++) {
            System.arraycopy(scan, 0, bomb, jpeg.length - 2 + i * scan.length, scan.length);
        }
        assertUnreadable(bomb, Reason.TOO_LARGE);
    }

    @Test
    void anyGarbledJpegIsRefusedOrReadButNeverAnythingElse() {
        byte[] jpeg = TestImages.jpeg(rgb(320, 240), true);
        java.util.Random random = new java.util.Random(11);
        int refused = 0;
        for (int round = 0; round < 300; round++) {
            byte[] garbled = jpeg.clone();
            for (int i = 0; i < 1 + round % 8; i++) {
                garbled[2 + random.nextInt(garbled.length - 2)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(decode(garbled).pixels()).hasSize(HEIGHT * WIDTH * 3);
            } catch (UnreadablePhotoException e) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void aWantedSizeBelowOneIsACallersMistake() {
        assertThatThrownBy(() -> decoder.decode(new byte[0], 0, 10)).isInstanceOf(IllegalArgumentException.class);
    }
}
