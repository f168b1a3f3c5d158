package io.cuantovale.local.portal.photos;

import io.cuantovale.local.portal.listings.Section;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Polygon;

/** Paints the building: walls, roof, windows, and the marks that time or money left on them. */
final class FacadePainter {

    private final Graphics2D g;
    private final Dice dice;
    private final Condition condition;
    private final Finish finish;

    FacadePainter(Graphics2D g, Dice dice, Condition condition) {
        this.g = g;
        this.dice = dice;
        this.condition = condition;
        this.finish = Finish.of(condition);
    }

    void paint(Section section, int base) {
        if (section == Section.HOUSES) {
            house(base);
        } else {
            block(base);
        }
    }

    private void block(int base) {
        int width = dice.between(420, 640);
        int x = 512 - width / 2 + dice.between(-90, 90);
        int floors = dice.between(4, 7);
        int floor = dice.between(84, 104);
        int top = base - floors * floor - 24;
        wall(x, top, width, base - top);
        int columns = dice.between(3, 5);
        int cell = width / columns;
        for (int f = 0; f < floors; f++) {
            int y = top + 28 + f * floor;
            for (int c = 0; c < columns; c++) {
                window(x + c * cell + cell / 6, y, cell * 2 / 3, floor * 58 / 100);
            }
            balcony(x, y + floor * 58 / 100, width);
        }
        door(x + width / 2 - 40, base - 76, 80, 76);
    }

    private void house(int base) {
        int width = dice.between(600, 820);
        int x = 512 - width / 2 + dice.between(-70, 70);
        int height = dice.between(210, 270);
        boolean twoFloors = dice.chance(0.4);
        if (twoFloors) {
            int upper = width * dice.between(45, 65) / 100;
            int ux = x + dice.between(0, width - upper);
            wall(ux, base - height - 150, upper, 160);
            window(ux + 30, base - height - 120, upper / 2 - 50, 90);
            window(ux + upper / 2 + 20, base - height - 120, upper / 2 - 50, 90);
        }
        wall(x, base - height, width, height);
        boolean flat = condition == Condition.PRIME || condition == Condition.RENEWED || twoFloors;
        roof(x, base - height, width, flat);
        int third = width / 3;
        window(x + 36, base - height + 60, third - 64, height - 120);
        door(x + third + 30, base - 150, 84, 150);
        window(x + third * 2 - 30, base - height + 60, third - 10, height - 120);
    }

    private void wall(int x, int y, int w, int h) {
        g.setColor(Brush.near(finish.wall(), 9, dice));
        g.fillRect(x, y, w, h);
        switch (condition) {
            case WEATHERED -> {
                Brush.blots(g, dice, new Color(70, 60, 52), 34, x, y, w, h, 24, 110);
                Brush.blots(g, dice, new Color(142, 92, 70), 10, x, y, w, h, 20, 70);
                g.setColor(new Color(44, 38, 34));
                for (int i = 0; i < 9; i++) {
                    Brush.crack(g, dice, x + dice.below(w), y + dice.below(h / 2), 9, 22);
                }
            }
            case WORN -> {
                Brush.blots(g, dice, new Color(176, 150, 100), 22, x, y, w, h, 30, 120);
                Brush.blots(g, dice, new Color(220, 200, 150), 8, x, y, w, h, 20, 80);
            }
            case SOUND -> {
                g.setColor(Brush.shade(finish.wall(), 0.78));
                for (int row = y; row < y + h; row += 13) {
                    g.drawLine(x, row, x + w, row);
                    for (int col = x + (row / 13 % 2) * 16; col < x + w; col += 32) {
                        g.drawLine(col, row, col, Math.min(row + 13, y + h));
                    }
                }
            }
            case RENEWED -> {
                g.setColor(finish.trim());
                g.fillRect(x, y, w, 12);
                g.fillRect(x, y + h - 26, w, 26);
            }
            case PRIME -> {
                int slats = w / 4;
                int sx = x + dice.between(0, w - slats);
                for (int i = 0; i < slats; i += 14) {
                    g.setColor(Brush.near(finish.trim(), 12, dice));
                    g.fillRect(sx + i, y, 11, h);
                }
            }
        }
    }

    private void roof(int x, int y, int w, boolean flat) {
        g.setColor(Brush.near(finish.roof(), 10, dice));
        if (flat) {
            g.fillRect(x - 18, y - 20, w + 36, 24);
            return;
        }
        int rise = dice.between(90, 140);
        g.fillPolygon(new Polygon(
                new int[] {x - 30, x + w / 5, x + w * 4 / 5, x + w + 30}, new int[] {y, y - rise, y - rise, y}, 4));
        g.setColor(Brush.shade(finish.roof(), 0.82));
        for (int row = y - rise + 14; row < y; row += 16) {
            int inset = (w / 5 + 30) * (y - row) / rise;
            g.drawLine(x - 30 + inset, row, x + w + 30 - inset, row);
        }
    }

    private void window(int x, int y, int w, int h) {
        g.setColor(finish.trim());
        g.fillRect(x - 6, y - 6, w + 12, h + 12);
        g.setColor(Brush.near(finish.glass(), 12, dice));
        g.fillRect(x, y, w, h);
        if (condition == Condition.WEATHERED && dice.chance(0.55)) {
            for (int i = 0; i < h; i += 18) {
                g.setColor(Brush.near(new Color(120, 92, 62), 16, dice));
                g.fillRect(x - 6, y + i, w + 12, 13);
            }
        } else if (condition == Condition.WORN && dice.chance(0.6)) {
            g.setColor(Brush.near(new Color(150, 132, 98), 10, dice));
            int drop = h * dice.between(30, 90) / 100;
            for (int i = 0; i < drop; i += 8) {
                g.fillRect(x, y + i, w, 6);
            }
        } else {
            g.setColor(new Color(255, 255, 255, condition.ordinal() > 2 ? 90 : 40));
            g.fillPolygon(new int[] {x, x + w / 3, x + w / 6, x}, new int[] {y, y, y + h, y + h}, 4);
        }
        g.setColor(finish.trim());
        g.fillRect(x + w / 2 - 2, y, 4, h);
    }

    private void balcony(int x, int y, int w) {
        if (condition.ordinal() > 2) {
            g.setColor(Brush.alpha(finish.glass(), 150));
            g.fillRect(x, y - 20, w, 22);
        }
        g.setColor(Brush.shade(finish.wall(), condition == Condition.WEATHERED ? 0.6 : 0.84));
        g.fillRect(x - 8, y + 2, w + 16, 9);
    }

    private void door(int x, int y, int w, int h) {
        g.setColor(Brush.near(Brush.shade(finish.trim(), 0.8), 14, dice));
        g.fillRect(x, y, w, h);
        g.setColor(Brush.shade(finish.trim(), 1.2));
        g.drawRect(x + 6, y + 6, w - 12, h - 6);
    }
}
