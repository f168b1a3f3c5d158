package io.cuantovale.local.portal.photos;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Polygon;

/** Paints what lies before the building: bare earth, pavement, lawn, or a garden with a pool. */
final class GroundPainter {

    private static final int LEFT = -260;
    private static final int WIDTH = 1544;
    private static final int DEPTH = 420;

    private final Graphics2D g;
    private final Dice dice;
    private final Condition condition;

    GroundPainter(Graphics2D g, Dice dice, Condition condition) {
        this.g = g;
        this.dice = dice;
        this.condition = condition;
    }

    void paint(int base) {
        Color ground = Finish.of(condition).ground();
        g.setColor(Brush.near(ground, 8, dice));
        g.fillRect(LEFT, base, WIDTH, DEPTH);
        switch (condition) {
            case WEATHERED -> {
                Brush.blots(g, dice, new Color(116, 92, 62), 40, LEFT, base, WIDTH, DEPTH, 20, 120);
                Brush.blots(g, dice, new Color(120, 116, 70), 26, LEFT, base, WIDTH, DEPTH, 8, 40);
                rubble(base);
            }
            case WORN -> {
                g.setColor(new Color(92, 90, 88));
                for (int i = 0; i < 14; i++) {
                    Brush.crack(g, dice, LEFT + dice.below(WIDTH), base + dice.below(80), 10, 34);
                }
                for (int row = base + 40, gap = 40; row < base + DEPTH; row += gap, gap += 22) {
                    g.drawLine(LEFT, row, LEFT + WIDTH, row);
                }
            }
            case SOUND -> {
                Brush.blots(g, dice, Brush.shade(ground, 0.9), 50, LEFT, base, WIDTH, DEPTH, 30, 140);
                path(base, new Color(176, 160, 142));
            }
            case RENEWED -> {
                Brush.blots(g, dice, Brush.shade(ground, 1.08), 40, LEFT, base, WIDTH, DEPTH, 30, 140);
                path(base, new Color(206, 200, 190));
                hedge(base, new Color(40, 104, 48));
            }
            case PRIME -> {
                Brush.blots(g, dice, Brush.shade(ground, 1.1), 40, LEFT, base, WIDTH, DEPTH, 30, 140);
                pool(base);
            }
        }
    }

    private void rubble(int base) {
        for (int i = 0; i < 40; i++) {
            g.setColor(Brush.near(new Color(150, 134, 116), 26, dice));
            int s = dice.between(6, 26);
            g.fillRect(LEFT + dice.below(WIDTH), base + 10 + dice.below(DEPTH / 2), s, s * 2 / 3);
        }
    }

    private void path(int base, Color stone) {
        int x = 420 + dice.between(-120, 200);
        g.setColor(Brush.near(stone, 8, dice));
        g.fillPolygon(new Polygon(
                new int[] {x, x + 90, x + 210, x - 120}, new int[] {base, base, base + DEPTH, base + DEPTH}, 4));
    }

    private void hedge(int base, Color green) {
        for (int x = LEFT; x < LEFT + WIDTH; x += 26) {
            g.setColor(Brush.near(green, 16, dice));
            g.fillOval(x, base - dice.between(18, 44), 54, 74);
        }
    }

    private void pool(int base) {
        int left = dice.between(60, 240);
        int right = left + dice.between(620, 780);
        int near = base + dice.between(210, 260);
        int far = base + dice.between(34, 60);
        g.setColor(Brush.near(new Color(222, 204, 176), 8, dice));
        g.fillPolygon(new Polygon(
                new int[] {left + 40, right - 40, right + 110, left - 110},
                new int[] {far - 22, far - 22, near + 40, near + 40},
                4));
        g.setColor(Brush.near(new Color(44, 184, 206), 10, dice));
        g.fillPolygon(new Polygon(
                new int[] {left + 60, right - 60, right + 60, left - 60}, new int[] {far, far, near, near}, 4));
        g.setColor(new Color(190, 240, 246, 150));
        for (int i = 0; i < 60; i++) {
            int y = far + 6 + dice.below(near - far - 10);
            int x = left + 40 + dice.below(right - left - 120);
            g.drawLine(x, y, x + dice.between(20, 60), y);
        }
    }
}
