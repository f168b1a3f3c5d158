package io.cuantovale.local.portal.photos;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/** Paints a floor plan: the second picture of some galleries, which must not be taken for the cover. */
final class FloorPlanPainter {

    private FloorPlanPainter() {}

    static BufferedImage paint(long seed) {
        Dice dice = new Dice(seed);
        BufferedImage image = new BufferedImage(800, 600, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, 800, 600);
        g.setColor(new Color(40, 44, 52));
        g.setStroke(new BasicStroke(8));
        g.drawRect(80, 70, 640, 460);
        int across = dice.between(220, 500);
        int down = dice.between(180, 380);
        g.drawLine(80 + across, 70, 80 + across, 70 + down);
        g.drawLine(80, 70 + down, 720, 70 + down);
        g.setColor(Color.WHITE);
        g.drawLine(80 + across / 3, 70 + down, 80 + across / 3 + 70, 70 + down);
        g.drawLine(80 + across, 90 + down / 3, 80 + across, 160 + down / 3);
        g.dispose();
        return image;
    }
}
