package io.cuantovale.local.portal.photos;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/** Paints a cover photo: the building in its condition under a sky, a light and an angle that mean nothing. */
final class CoverPainter {

    static final int WIDTH = 1024;
    static final int HEIGHT = 768;

    private CoverPainter() {}

    /** Draws the cover; noise of a camera is added except where the format could not compress it. */
    static BufferedImage paint(PhotoRecipe recipe) {
        Dice dice = new Dice(recipe.seed());
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_OFF);
        int base = dice.between(500, 570);
        sky(g, dice);
        g.setTransform(camera(dice));
        backdrop(g, dice, base);
        new GroundPainter(g, dice, recipe.condition()).paint(base);
        g.setStroke(new BasicStroke(2.5f));
        new FacadePainter(g, dice, recipe.condition()).paint(recipe.section(), base);
        foreground(g, dice, base);
        g.dispose();
        develop(image, dice, recipe.format() != PhotoRecipe.Format.PNG);
        return image;
    }

    private static void sky(Graphics2D g, Dice dice) {
        Color[] sky = switch (dice.below(4)) {
            case 0 -> new Color[] {new Color(84, 148, 214), new Color(196, 222, 240)};
            case 1 -> new Color[] {new Color(150, 158, 168), new Color(208, 210, 212)};
            case 2 -> new Color[] {new Color(96, 110, 160), new Color(240, 190, 150)};
            default -> new Color[] {new Color(186, 204, 220), new Color(236, 236, 232)};
        };
        g.setPaint(new GradientPaint(0, 0, Brush.near(sky[0], 14, dice), 0, 560, Brush.near(sky[1], 10, dice)));
        g.fillRect(0, 0, WIDTH, HEIGHT);
        for (int i = dice.below(7); i > 0; i--) {
            g.setColor(new Color(255, 255, 255, dice.between(40, 120)));
            g.fillOval(dice.between(-100, WIDTH), dice.between(-30, 260), dice.between(140, 420), dice.between(24, 70));
        }
    }

    private static AffineTransform camera(Dice dice) {
        AffineTransform camera = new AffineTransform();
        camera.translate(WIDTH / 2.0 + dice.between(-40, 40), HEIGHT / 2.0 + dice.between(-24, 24));
        camera.rotate(StrictMath.toRadians(dice.between(-2.4, 2.4)));
        camera.shear(dice.between(-0.05, 0.05), 0);
        double scale = dice.between(0.92, 1.14);
        camera.scale(dice.chance(0.5) ? scale : -scale, scale);
        camera.translate(-WIDTH / 2.0, -HEIGHT / 2.0);
        return camera;
    }

    private static void backdrop(Graphics2D g, Dice dice, int base) {
        boolean trees = dice.chance(0.5);
        for (int x = -240; x < WIDTH + 240; x += dice.between(50, 120)) {
            int h = dice.between(40, 170);
            if (trees) {
                g.setColor(Brush.near(new Color(104, 122, 98), 20, dice));
                g.fillOval(x, base - h, dice.between(90, 190), h * 2);
            } else {
                g.setColor(Brush.near(new Color(164, 164, 166), 24, dice));
                g.fillRect(x, base - h - 40, dice.between(60, 130), h + 60);
            }
        }
    }

    private static void foreground(Graphics2D g, Dice dice, int base) {
        if (dice.chance(0.6)) {
            Color leaves = dice.oneOf(new Color(84, 112, 58), new Color(126, 120, 60), new Color(66, 96, 74));
            int x = dice.chance(0.5) ? dice.between(-40, 150) : dice.between(870, 1060);
            Brush.tree(g, dice, x, base + dice.between(10, 90), dice.between(260, 460), leaves);
        }
        if (dice.chance(0.3)) {
            car(g, dice, dice.between(60, 700), base + dice.between(40, 110));
        }
        if (dice.chance(0.35)) {
            g.setColor(new Color(40, 40, 44));
            int y = dice.between(60, 200);
            for (int i = 0; i < 3; i++) {
                g.drawLine(-240, y + i * 22, WIDTH + 240, y + i * 22 + dice.between(-60, 60));
            }
        }
    }

    private static void car(Graphics2D g, Dice dice, int x, int y) {
        g.setColor(dice.oneOf(
                new Color(170, 30, 34), new Color(40, 60, 120), new Color(210, 212, 214), new Color(38, 40, 44)));
        g.fillRoundRect(x, y - 46, 220, 48, 26, 26);
        g.fillRoundRect(x + 42, y - 82, 126, 50, 40, 40);
        g.setColor(new Color(60, 76, 88));
        g.fillRoundRect(x + 56, y - 74, 98, 30, 24, 24);
        g.setColor(new Color(26, 26, 28));
        g.fillOval(x + 30, y - 18, 42, 42);
        g.fillOval(x + 150, y - 18, 42, 42);
    }

    /** Exposure, white balance and, if asked for, the noise of a small sensor. */
    private static void develop(BufferedImage image, Dice dice, boolean grain) {
        double exposure = dice.between(0.86, 1.12);
        int[] red = curve(exposure * dice.between(0.96, 1.04));
        int[] green = curve(exposure);
        int[] blue = curve(exposure * dice.between(0.95, 1.05));
        int strength = grain ? dice.between(5, 9) : 0;
        int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        int state = (int) dice.seed() | 1;
        for (int i = 0; i < pixels.length; i++) {
            state = state * 1_664_525 + 1_013_904_223;
            int noise = ((state >> 24) * strength) >> 7;
            int p = pixels[i];
            int r = clip(red[p >> 16 & 255] + noise);
            int gr = clip(green[p >> 8 & 255] + noise);
            int b = clip(blue[p & 255] + noise);
            pixels[i] = r << 16 | gr << 8 | b;
        }
    }

    private static int[] curve(double factor) {
        int[] curve = new int[256];
        for (int i = 0; i < 256; i++) {
            curve[i] = clip((int) Math.round(i * factor));
        }
        return curve;
    }

    private static int clip(int v) {
        return v < 0 ? 0 : Math.min(v, 255);
    }
}
