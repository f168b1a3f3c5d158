package io.cuantovale.local.portal.photos;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;

/** Small strokes that several painters share. */
final class Brush {

    private Brush() {}

    /** The colour moved by chance, each channel by up to {@code by} of 255. */
    static Color near(Color c, int by, Dice dice) {
        int all = dice.between(-by, by);
        return new Color(
                Math.clamp(c.getRed() + all + dice.between(-by / 3, by / 3), 0, 255),
                Math.clamp(c.getGreen() + all + dice.between(-by / 3, by / 3), 0, 255),
                Math.clamp(c.getBlue() + all + dice.between(-by / 3, by / 3), 0, 255));
    }

    /** The colour with opacity, 0 to 255. */
    static Color alpha(Color c, int opacity) {
        return new Color(c.getRed(), c.getGreen(), c.getBlue(), opacity);
    }

    /** The colour made lighter (above 1) or darker (below 1). */
    static Color shade(Color c, double factor) {
        return new Color(
                Math.clamp(Math.round(c.getRed() * factor), 0, 255),
                Math.clamp(Math.round(c.getGreen() * factor), 0, 255),
                Math.clamp(Math.round(c.getBlue() * factor), 0, 255));
    }

    /** Blots of a colour scattered over a rectangle. */
    static void blots(
            Graphics2D g, Dice dice, Color colour, int count, int x, int y, int w, int h, int least, int most) {
        for (int i = 0; i < count; i++) {
            g.setColor(alpha(near(colour, 18, dice), dice.between(70, 170)));
            int bw = dice.between(least, most);
            int bh = dice.between(least, most);
            g.fillOval(x + dice.below(Math.max(1, w)) - bw / 2, y + dice.below(Math.max(1, h)) - bh / 2, bw, bh);
        }
    }

    /** A crack wandering from a point. */
    static void crack(Graphics2D g, Dice dice, int x, int y, int steps, int reach) {
        Path2D path = new Path2D.Double();
        path.moveTo(x, y);
        double px = x;
        double py = y;
        for (int i = 0; i < steps; i++) {
            px += dice.between(-reach, reach);
            py += dice.between(0, reach);
            path.lineTo(px, py);
        }
        g.draw(path);
    }

    /** A tree that stands on {@code (x, base)}. */
    static void tree(Graphics2D g, Dice dice, int x, int base, int height, Color leaves) {
        int trunk = Math.max(6, height / 14);
        g.setColor(near(new Color(92, 74, 58), 16, dice));
        g.fillRect(x - trunk / 2, base - height / 2, trunk, height / 2);
        for (int i = 0; i < 16; i++) {
            g.setColor(near(leaves, 26, dice));
            int size = dice.between(height / 5, height / 3);
            g.fillOval(
                    x + dice.between(-height / 4, height / 4) - size / 2,
                    base - height + dice.between(0, height / 2) - size / 4,
                    size,
                    size);
        }
    }
}
