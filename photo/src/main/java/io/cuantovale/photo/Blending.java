package io.cuantovale.photo;

import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Scalar;

/** Brings whatever a PNG holds (grey, colour, 16 bits, transparency) to three 8-bit channels. */
final class Blending {
    private Blending() {}

    /** Blue, green, red; transparent parts stand on white. */
    static Mat onWhite(Mat decoded) {
        Mat eight = decoded;
        if (decoded.depth() != CV_8U) {
            eight = new Mat();
            decoded.convertTo(eight, CV_8U, 1 / 257.0, 0);
        }
        Mat bgr = new Mat();
        switch (eight.channels()) {
            case 1 -> opencv_imgproc.cvtColor(eight, bgr, opencv_imgproc.COLOR_GRAY2BGR);
            case 3 -> bgr = eight;
            case 4 -> bgr = blend(eight);
            default -> throw new IllegalStateException("channels: " + eight.channels() + " (expected: 1, 3 or 4)");
        }
        return bgr;
    }

    private static Mat blend(Mat bgra) {
        MatVector channels = new MatVector();
        opencv_core.split(bgra, channels);
        Mat alpha = new Mat();
        opencv_imgproc.cvtColor(channels.get(3), alpha, opencv_imgproc.COLOR_GRAY2BGR);
        Mat colour = new Mat();
        opencv_imgproc.cvtColor(bgra, colour, opencv_imgproc.COLOR_BGRA2BGR);
        Mat shown = new Mat();
        opencv_core.multiply(colour, alpha, shown, 1 / 255.0, -1);
        Mat white = new Mat(bgra.rows(), bgra.cols(), CV_8UC3, Scalar.all(255));
        Mat background = new Mat();
        opencv_core.subtract(white, alpha, background);
        Mat blended = new Mat();
        opencv_core.add(shown, background, blended);
        return blended;
    }
}
