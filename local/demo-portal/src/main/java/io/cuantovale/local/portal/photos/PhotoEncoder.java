package io.cuantovale.local.portal.photos;

import io.cuantovale.local.portal.photos.PhotoRecipe.Format;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Encodes drawn pictures as JPEG, mostly progressive as on real portals, or PNG. */
final class PhotoEncoder {

    private static final float JPEG_QUALITY = 0.75f;

    private PhotoEncoder() {}

    static byte[] encode(BufferedImage image, Format format) {
        ImageWriter writer =
                ImageIO.getImageWritersByFormatName(format.extension()).next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128 * 1024);
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), parameters(writer, format));
        } catch (IOException e) {
            throw new UncheckedIOException("photo cannot be encoded in memory as " + format, e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static ImageWriteParam parameters(ImageWriter writer, Format format) {
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        if (format == Format.PNG) {
            return parameters;
        }
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality(JPEG_QUALITY);
        parameters.setProgressiveMode(
                format == Format.PROGRESSIVE_JPEG ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
        return parameters;
    }
}
