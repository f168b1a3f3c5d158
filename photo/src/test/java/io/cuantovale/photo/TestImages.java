package io.cuantovale.photo;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Generated pictures whose four quarters have known colours: red, green above blue, white. */
final class TestImages {
    static final int[] RED = {220, 30, 30};
    static final int[] GREEN = {30, 180, 40};
    static final int[] BLUE = {20, 40, 200};
    static final int[] WHITE = {250, 250, 250};

    private TestImages() {}

    static BufferedImage quarters(int width, int height, int type) {
        BufferedImage image = new BufferedImage(width, height, type);
        Graphics2D g = image.createGraphics();
        fill(g, RED, 0, 0, width / 2, height / 2);
        fill(g, GREEN, width / 2, 0, width, height / 2);
        fill(g, BLUE, 0, height / 2, width / 2, height);
        fill(g, WHITE, width / 2, height / 2, width, height);
        g.dispose();
        return image;
    }

    private static void fill(Graphics2D g, int[] rgb, int x, int y, int width, int height) {
        g.setColor(new Color(rgb[0], rgb[1], rgb[2]));
        g.fillRect(x, y, width, height);
    }

    static byte[] jpeg(BufferedImage image, boolean progressive) {
        return jpeg(new IIOImage(image, null, null), progressive);
    }

    /** Four components, 255 for no ink. */
    static byte[] cmykJpeg(int width, int height, int[] cmyk) {
        WritableRaster raster = Raster.createInterleavedRaster(0, width, height, 4, null);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                raster.setPixel(x, y, cmyk);
            }
        }
        return jpeg(new IIOImage(raster, null, null), false);
    }

    private static byte[] jpeg(IIOImage image, boolean progressive) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(0.95f);
            param.setProgressiveMode(progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
            writer.write(null, image, param);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    static byte[] encoded(BufferedImage image, String format) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The same JPEG with an EXIF orientation right behind its start marker. */
    static byte[] withOrientation(byte[] jpeg, int orientation) {
        ByteBuffer tiff = ByteBuffer.allocate(26);
        tiff.put(new byte[] {'M', 'M', 0, 42}).putInt(8).putShort((short) 1);
        tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation);
        tiff.putShort((short) 0).putInt(0);
        ByteBuffer out = ByteBuffer.allocate(jpeg.length + 4 + 6 + tiff.capacity());
        out.put(jpeg, 0, 2).putShort((short) 0xFFE1).putShort((short) (2 + 6 + tiff.capacity()));
        out.put(new byte[] {'E', 'x', 'i', 'f', 0, 0}).put(tiff.array());
        return out.put(jpeg, 2, jpeg.length - 2).array();
    }

    /** The same PNG claiming other dimensions, its header's checksum made right again. */
    static byte[] claiming(byte[] png, int width, int height) {
        ByteBuffer out = ByteBuffer.wrap(png.clone());
        out.putInt(16, width).putInt(20, height);
        CRC32 crc = new CRC32();
        crc.update(out.array(), 12, 17);
        out.putInt(29, (int) crc.getValue());
        return out.array();
    }

    /** The same JPEG claiming other dimensions in its frame header. */
    static byte[] claimingJpeg(byte[] jpeg, int width, int height) {
        ByteBuffer out = ByteBuffer.wrap(jpeg.clone());
        for (int i = 2; i < jpeg.length; i++) {
            int marker = Byte.toUnsignedInt(jpeg[i + 1]);
            if (jpeg[i] == (byte) 0xFF && (marker == 0xC0 || marker == 0xC2)) {
                out.putShort(i + 5, (short) height).putShort(i + 7, (short) width);
                return out.array();
            }
        }
        throw new IllegalArgumentException("no frame header");
    }
}
