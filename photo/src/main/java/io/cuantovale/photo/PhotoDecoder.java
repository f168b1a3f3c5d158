package io.cuantovale.photo;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_2;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_4;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_8;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_UNCHANGED;

import io.cuantovale.photo.ImageHeader.Format;
import io.cuantovale.photo.UnreadablePhotoException.Reason;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * JPEG or PNG bytes to RGB pixels of a wanted size.
 *
 * <p>Cleaning, training and serving use this class, so that a model sees in production what it saw in training. Any
 * change that may alter a pixel needs a new {@link #VERSION}; a model package names the version that it was trained
 * with.
 *
 * <p>The header is checked before a pixel is decoded. A JPEG much larger than wanted is decoded at a half, a quarter
 * or an eighth of its size, then averaged down ({@code INTER_AREA}); the EXIF orientation is applied; transparent
 * parts of a PNG stand on white. The picture is stretched to the wanted size, as the listings' photos all have the
 * same shape. Safe for concurrent use; not for an event loop (milliseconds per photo).
 */
public final class PhotoDecoder {
    /** What a model package calls the way from bytes to pixels. */
    public static final String VERSION = "opencv-reduced-area-1";

    /** The most bytes that are looked at. */
    public static final int MAX_BYTES = 25_000_000;
    /** The most pixels that are decoded: beyond cameras' usual sizes, about 200 MB while it lasts. */
    public static final long MAX_PIXELS = 50_000_000;
    /** The longest side, in pixels. */
    public static final int MAX_SIDE = 20_000;

    static {
        // Callers decode many photos at once on threads of their own.
        opencv_core.setNumThreads(1);
    }

    /**
     * Decodes a photo.
     *
     * @param encoded a whole JPEG or PNG file
     * @param height wanted, in pixels
     * @param width wanted, in pixels
     * @return exactly {@code height} x {@code width} pixels
     * @throws UnreadablePhotoException saying why it cannot be read
     */
    public RgbPhoto decode(byte[] encoded, int height, int width) throws UnreadablePhotoException {
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException("size: " + width + "x" + height + " (expected: at least 1x1 pixel)");
        }
        ImageHeader header = checkedHeader(encoded);
        try (PointerScope scope = new PointerScope()) {
            Mat source = new Mat(1, encoded.length, CV_8UC1, new BytePointer(encoded));
            Mat decoded = imdecode(source, flags(header, Jpegs.isRotated(encoded, header), height, width), header);
            Mat bgr = header.format() == Format.PNG ? Blending.onWhite(decoded) : decoded;
            Mat sized = resized(bgr, height, width);
            Mat rgb = new Mat();
            opencv_imgproc.cvtColor(sized, rgb, opencv_imgproc.COLOR_BGR2RGB);
            byte[] pixels = new byte[height * width * 3];
            rgb.data().get(pixels);
            return new RgbPhoto(height, width, pixels);
        }
    }

    /**
     * Checks size, format and wholeness without decoding a pixel.
     *
     * @throws UnreadablePhotoException as {@link #decode} would
     */
    public void check(byte[] encoded) throws UnreadablePhotoException {
        checkedHeader(encoded);
    }

    private static ImageHeader checkedHeader(byte[] encoded) throws UnreadablePhotoException {
        if (encoded.length > MAX_BYTES) {
            throw new UnreadablePhotoException(
                    Reason.TOO_LARGE, encoded.length + " bytes (expected: at most " + MAX_BYTES + ")");
        }
        ImageHeader header = ImageHeader.of(encoded);
        if (header.width() < 1 || header.height() < 1) {
            throw new UnreadablePhotoException(
                    Reason.UNSUPPORTED_FORMAT,
                    header.width() + "x" + header.height() + " pixels (expected: at least 1x1)");
        }
        long pixels = (long) header.width() * header.height();
        if (pixels > MAX_PIXELS || Math.max(header.width(), header.height()) > MAX_SIDE) {
            throw new UnreadablePhotoException(
                    Reason.TOO_LARGE,
                    header.width() + "x" + header.height() + " pixels (expected: at most " + MAX_PIXELS + " in all and "
                            + MAX_SIDE + " a side)");
        }
        return header;
    }

    private static int flags(ImageHeader header, boolean rotated, int height, int width) {
        if (header.format() == Format.PNG) {
            return IMREAD_UNCHANGED;
        }
        int shownWidth = rotated ? header.height() : header.width();
        int shownHeight = rotated ? header.width() : header.height();
        int factor = Math.min(shownWidth / width, shownHeight / height);
        if (factor >= 8) {
            return IMREAD_REDUCED_COLOR_8;
        }
        if (factor >= 4) {
            return IMREAD_REDUCED_COLOR_4;
        }
        return factor >= 2 ? IMREAD_REDUCED_COLOR_2 : IMREAD_COLOR;
    }

    private static Mat imdecode(Mat source, int flags, ImageHeader header) throws UnreadablePhotoException {
        Mat decoded;
        try {
            decoded = opencv_imgcodecs.imdecode(source, flags);
        } catch (RuntimeException e) {
            throw undecodable(header, e.getMessage());
        }
        if (decoded.empty()) {
            throw undecodable(header, "the decoder gave no picture");
        }
        return decoded;
    }

    private static UnreadablePhotoException undecodable(ImageHeader header, String why) {
        return new UnreadablePhotoException(
                Reason.UNSUPPORTED_FORMAT,
                header.format() + " " + header.width() + "x" + header.height() + ": " + why
                        + " (expected: an 8-bit JPEG or a PNG)");
    }

    private static Mat resized(Mat bgr, int height, int width) {
        if (bgr.rows() == height && bgr.cols() == width) {
            return bgr;
        }
        boolean shrinks = bgr.rows() >= height && bgr.cols() >= width;
        Mat sized = new Mat(height, width, CV_8UC3);
        opencv_imgproc.resize(
                bgr,
                sized,
                new Size(width, height),
                0,
                0,
                shrinks ? opencv_imgproc.INTER_AREA : opencv_imgproc.INTER_LINEAR);
        return sized;
    }
}
