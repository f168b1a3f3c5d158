package io.cuantovale.photo;

import io.cuantovale.photo.UnreadablePhotoException.Reason;

/** Walks the markers of a JPEG file from its start to its end-of-image marker. */
final class JpegStructure {
    private static final int START_OF_SCAN = 0xDA;
    private static final int END_OF_IMAGE = 0xD9;
    /** Ten are usual in progressive photos; many more only make the decoder run long. */
    private static final int MAX_SCANS = 100;

    private final byte[] bytes;
    private int at = 2;
    private int width = -1;
    private int height = -1;
    private int scans;

    private JpegStructure(byte[] bytes) {
        this.bytes = bytes;
    }

    static ImageHeader read(byte[] bytes) throws UnreadablePhotoException {
        return new JpegStructure(bytes).walk();
    }

    private ImageHeader walk() throws UnreadablePhotoException {
        for (int marker = nextMarker(); marker != END_OF_IMAGE; marker = nextMarker()) {
            if (marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8)) {
                continue; // stands alone, without a length
            }
            int length = unsignedShort(at);
            if (length < 2) {
                throw truncated("a segment of " + length + " bytes");
            }
            if (isStartOfFrame(marker)) {
                height = unsignedShort(at + 3);
                width = unsignedShort(at + 5);
            }
            at += length;
            if (marker == START_OF_SCAN) {
                if (++scans > MAX_SCANS) {
                    throw new UnreadablePhotoException(
                            Reason.TOO_LARGE,
                            "more than " + MAX_SCANS + " scans (expected: at most " + MAX_SCANS + ")");
                }
                skipEntropyCodedData();
            }
        }
        if (scans == 0 || width < 0) {
            throw truncated("no picture data");
        }
        return new ImageHeader(ImageHeader.Format.JPEG, width, height);
    }

    private static boolean isStartOfFrame(int marker) {
        // C4, C8 and CC are tables and reserved, all other C0 to CF begin a frame.
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    private int nextMarker() throws UnreadablePhotoException {
        if (byteAt(at) != 0xFF) {
            throw truncated("no marker at byte " + at);
        }
        while (byteAt(at) == 0xFF) {
            at++; // any number of fill bytes may stand before a marker
        }
        return byteAt(at++);
    }

    private void skipEntropyCodedData() throws UnreadablePhotoException {
        while (true) {
            if (byteAt(at) == 0xFF) {
                int next = byteAt(at + 1);
                boolean stuffedOrRestart = next == 0x00 || (next >= 0xD0 && next <= 0xD7);
                if (!stuffedOrRestart && next != 0xFF) {
                    return;
                }
            }
            at++;
        }
    }

    private int unsignedShort(int index) throws UnreadablePhotoException {
        return byteAt(index) << 8 | byteAt(index + 1);
    }

    private int byteAt(int index) throws UnreadablePhotoException {
        if (index >= bytes.length) {
            throw truncated("ends after " + bytes.length + " bytes");
        }
        return Byte.toUnsignedInt(bytes[index]);
    }

    private static UnreadablePhotoException truncated(String what) {
        return new UnreadablePhotoException(Reason.TRUNCATED, "JPEG: " + what + " (expected: a whole image)");
    }
}
