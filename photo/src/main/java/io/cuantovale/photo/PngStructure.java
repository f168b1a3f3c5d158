package io.cuantovale.photo;

import io.cuantovale.photo.UnreadablePhotoException.Reason;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** Walks the chunks of a PNG file, checking lengths and checksums, from IHDR to IEND. */
final class PngStructure {
    private static final int SIGNATURE = 8;
    private static final int IHDR = 0x49484452;
    private static final int IDAT = 0x49444154;
    private static final int IEND = 0x49454E44;

    private PngStructure() {}

    static ImageHeader read(byte[] bytes) throws UnreadablePhotoException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int at = SIGNATURE;
        int width = 0;
        int height = 0;
        boolean header = false;
        boolean data = false;
        while (true) {
            if (at + 12 > bytes.length) {
                throw truncated("ends after " + bytes.length + " bytes");
            }
            int length = buffer.getInt(at);
            int type = buffer.getInt(at + 4);
            if (length < 0 || length > bytes.length - at - 12) {
                throw truncated("a chunk of " + Integer.toUnsignedLong(length) + " bytes at byte " + at);
            }
            CRC32 crc = new CRC32();
            crc.update(bytes, at + 4, length + 4);
            if ((int) crc.getValue() != buffer.getInt(at + 8 + length)) {
                throw truncated("damaged chunk at byte " + at);
            }
            if (type == IHDR && length >= 8) {
                header = true;
                width = buffer.getInt(at + 8);
                height = buffer.getInt(at + 12);
            }
            data |= type == IDAT;
            at += 12 + length;
            if (type == IEND) {
                break;
            }
        }
        if (!data || !header) {
            throw truncated("no picture data");
        }
        return new ImageHeader(ImageHeader.Format.PNG, width, height);
    }

    private static UnreadablePhotoException truncated(String what) {
        return new UnreadablePhotoException(Reason.TRUNCATED, "PNG: " + what + " (expected: a whole image)");
    }
}
