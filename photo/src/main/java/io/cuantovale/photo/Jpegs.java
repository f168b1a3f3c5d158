package io.cuantovale.photo;

import com.drew.imaging.jpeg.JpegMetadataReader;
import com.drew.imaging.jpeg.JpegProcessingException;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;

/** What a JPEG file's EXIF block says about how to hold it. */
final class Jpegs {
    private Jpegs() {}

    /**
     * Whether the picture is shown turned by a quarter, so that width and height change places. An unreadable EXIF
     * block means no: the decoder then does not turn it either.
     */
    static boolean isRotated(byte[] encoded, ImageHeader header) {
        if (header.format() != ImageHeader.Format.JPEG) {
            return false;
        }
        try {
            Metadata metadata =
                    JpegMetadataReader.readMetadata(new ByteArrayInputStream(encoded), List.of(new ExifReader()));
            ExifIFD0Directory exif = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
            Integer orientation = exif == null ? null : exif.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
            return orientation != null && orientation >= 5 && orientation <= 8;
        } catch (JpegProcessingException | IOException e) {
            return false;
        }
    }
}
