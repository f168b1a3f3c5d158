package io.cuantovale.scraper;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/**
 * A small portal after what is known of the real one: facts shuffled and missing, one photo shown by several listings,
 * a PNG, a photo that is gone, a listing that is gone, one that robots.txt forbids, publishers with phone numbers, a
 * map that a script draws, a challenge.
 */
final class TestPortal implements AutoCloseable {
    static final String PHONE = "099 123 456";
    static final String LANDLINE = "2711 2233";
    static final String EMAIL = "juana.publica@correo.com.uy";
    static final String PUBLISHER = "Juana Publica";
    static final double DELAY_SECONDS = 0.03;

    private static final int FIRST_ID = 20_000_001;
    private static final int PER_PAGE = 5;
    static final int APARTMENTS = 12;
    static final int HOUSES = 3;
    /** Twelve apartments and three houses, less one that is gone and one that robots.txt forbids. */
    static final int READABLE = APARTMENTS + HOUSES - 2;

    static final int GONE = FIRST_ID + 3;
    static final int FORBIDDEN = FIRST_ID + 4;
    static final int PHOTO_GONE = FIRST_ID + 5;
    static final int WITHOUT_ROOMS = FIRST_ID + 6;
    static final int WITHOUT_PHOTO = FIRST_ID + 7;
    static final int PNG = FIRST_ID + 8;
    /** These two show one photo. */
    static final int REPEATED = FIRST_ID;

    static final int REPEATED_AGAIN = FIRST_ID + 9;

    /** A request as it came in. */
    record Asked(String path, long nanos) {}

    private final HttpServer server;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final Map<String, byte[]> photos = new ConcurrentHashMap<>();
    private volatile @Nullable CountDownLatch hold;
    private volatile int holdAfterDetails;

    TestPortal() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    long detailsAsked() {
        return asked.stream().filter(a -> a.path().contains("-inmuebles-")).count();
    }

    void forget() {
        asked.clear();
    }

    /** Answers so many detail pages, then none until released. */
    void holdAfter(int details) {
        holdAfterDetails = details;
        hold = new CountDownLatch(1);
    }

    void release() {
        CountDownLatch held = hold;
        hold = null;
        if (held != null) {
            held.countDown();
        }
    }

    /** The photo that a listing shows. */
    byte[] photo(int id) {
        String name = photoName(id);
        return photos.computeIfAbsent(name, _ -> draw(name));
    }

    private static String photoName(int id) {
        return id == PNG ? "vista.png" : (id == REPEATED_AGAIN ? REPEATED : id) + ".jpg";
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().toString();
            asked.add(new Asked(path, System.nanoTime()));
            if (path.contains("-inmuebles-")) {
                waitWhileHeld();
            }
            route(exchange, path);
        }
    }

    private void waitWhileHeld() {
        CountDownLatch held = hold;
        if (held != null && detailsAsked() > holdAfterDetails) {
            try {
                held.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void route(HttpExchange exchange, String path) throws IOException {
        if (path.equals("/robots.txt")) {
            send(
                    exchange,
                    200,
                    "text/plain",
                    ("User-agent: *\nDisallow: /privado/\nCrawl-delay: " + DELAY_SECONDS + "\n")
                            .getBytes(StandardCharsets.UTF_8));
        } else if (path.startsWith("/desafio/")) {
            exchange.getResponseHeaders().set("cf-mitigated", "challenge");
            html(exchange, 403, "<h1>Just a moment...</h1>");
        } else if (path.startsWith("/inmuebles/apartamentos/venta")) {
            grid(exchange, path, FIRST_ID, APARTMENTS);
        } else if (path.startsWith("/inmuebles/casas/venta")) {
            grid(exchange, path, FIRST_ID + APARTMENTS, HOUSES);
        } else if (path.startsWith("/fotos/")) {
            photo(exchange, path.substring("/fotos/".length()));
        } else if (path.equals("/mapa.js")) {
            send(exchange, 200, "text/javascript", MAP_SCRIPT.getBytes(StandardCharsets.UTF_8));
        } else if (path.startsWith("/mapa/")) {
            int id = Integer.parseInt(path.substring("/mapa/".length()));
            send(
                    exchange,
                    200,
                    "application/json",
                    ("{\"q\":\"" + latitude(id) + ",-56.1612345\"}").getBytes(StandardCharsets.UTF_8));
        } else if (path.contains("-inmuebles-")) {
            int id = Integer.parseInt(path.substring(path.length() - 8));
            if (id == GONE) {
                html(exchange, 404, "<h1>No está</h1>");
            } else {
                html(exchange, 200, detail(id));
            }
        } else {
            html(exchange, 404, "<h1>No está</h1>");
        }
    }

    static String latitude(int id) {
        return "-34.9" + id;
    }

    private static final String MAP_SCRIPT = """
            const tab = document.querySelector('a[href="#ubicacion"]');
            tab.addEventListener('click', async () => {
              const at = await (await fetch('/mapa/' + tab.dataset.id)).json();
              document.getElementById('ubicacion').innerHTML =
                '<iframe src="https://maps.example/embed?q=' + at.q + '&zoom=15"></iframe>';
            });
            """;

    private void grid(HttpExchange exchange, String path, int first, int count) throws IOException {
        int page = path.contains("?pag=") ? Integer.parseInt(path.substring(path.indexOf('=') + 1)) : 1;
        int from = (page - 1) * PER_PAGE;
        if (from >= count) {
            html(
                    exchange,
                    200,
                    "<p>No se han encontrado avisos para la búsqueda seleccionada.</p>"
                            + "<a href=\"/ver/destacado-inmuebles-29999999\">Destacado</a>");
            return;
        }
        StringBuilder cards = new StringBuilder();
        for (int id = first + from; id < first + Math.min(count, from + PER_PAGE); id++) {
            String link = link(id);
            cards.append("<div class=card><a href=\"")
                    .append(link)
                    .append("\"><img src=x></a><a href=\"")
                    .append(link)
                    .append("#fotos\">Ver</a><a href=\"/ayuda\">Ayuda</a></div>");
        }
        html(
                exchange,
                200,
                "<div id=grillaavisos>" + cards + "</div><a href=\"" + link(29_999_999) + "\">Publicidad</a>");
    }

    static String link(int id) {
        return (id == FORBIDDEN ? "/privado" : "") + "/lindo-apartamento-inmuebles-" + id;
    }

    private static String detail(int id) {
        boolean house = id >= FIRST_ID + APARTMENTS;
        List<String[]> facts = new ArrayList<>(List.of(
                new String[] {"fas fa-building", house ? "Casa" : "Apartamento"},
                new String[] {"fas fa-handshake", "Venta"},
                new String[] {"fas fa-map-marked", "Pocitos"},
                new String[] {"fas fa-bath", "1 Baños"},
                new String[] {"far fa-square", (40 + id % 100) + " Mts"},
                new String[] {"fas fa-car", "1 garage"}));
        if (id != WITHOUT_ROOMS) {
            facts.add(new String[] {"fas fa-bed", id % 2 == 0 ? "2 dormitorios" : "1 Ambiente"});
        }
        Collections.shuffle(facts, new Random(id));
        String data = facts.stream()
                .map(f -> "<div class=\"wrapperDatos\"><i class=\"" + f[0] + "\"></i><p>" + f[1] + "</p></div>")
                .collect(Collectors.joining("\n"));
        String gallery = id == WITHOUT_PHOTO
                ? ""
                : "<div id=galeria><img src=\"/fotos/" + (id == PHOTO_GONE ? "gone.jpg" : photoName(id))
                        + "\"><img src=\"/fotos/second.jpg\"></div>";
        return """
                <html lang=es><head><meta charset=utf-8><title>Aviso</title>
                <meta name="description" content="Llame al %1$s o %2$s"></head><body>
                <nav><ol><li>a<li>b<li>c<li>d<li><a href="/m">Montevideo</a></ol></nav>
                <!-- %5$s %1$s -->
                <main><section><h1>Lindo apto, llamar %1$s</h1><div class=precio>U$S %3$d.000</div></section>
                <div id="div_datosOperacion">%6$s</div>%7$s
                <div id=descripcion>Consultas a <b>099</b> 123 456 o %4$s. Ref: %8$d, terreno 1024 m2.</div>
                <div class="card datos-anunciante"><h3>%5$s</h3><a href="tel:099123456">%1$s</a>
                <a href="https://wa.me/59899123456">WhatsApp</a></div>
                <script>var contacto = {tel: '%1$s', nombre: '%5$s'};</script>
                <a href="#ubicacion" data-id="%8$d">Mapa</a><div id="ubicacion"></div><script src="/mapa.js" defer></script>
                </main></body></html>""".formatted(PHONE, LANDLINE, 100 + id % 100, EMAIL, PUBLISHER, data, gallery, id);
    }

    private void photo(HttpExchange exchange, String name) throws IOException {
        if (name.equals("gone.jpg")) {
            html(exchange, 404, "no");
            return;
        }
        byte[] bytes = photos.computeIfAbsent(name, _ -> draw(name));
        send(exchange, 200, name.endsWith(".png") ? "image/png" : "image/jpeg", bytes);
    }

    private static byte[] draw(String name) {
        BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
        var g = image.createGraphics();
        g.setColor(new Color(name.hashCode()));
        g.fillRect(8, 8, 40, 30);
        g.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, name.endsWith(".png") ? "png" : "jpg", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void html(HttpExchange exchange, int status, String body) throws IOException {
        send(exchange, status, "text/html; charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        release();
        server.stop(0);
    }
}
