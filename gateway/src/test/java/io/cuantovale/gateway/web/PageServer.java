package io.cuantovale.gateway.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Serves the page's own files and canned answers, under the policy that forbids inline scripts and styles. */
final class PageServer implements AutoCloseable {

    /** An answer of the prediction call. */
    record Canned(int status, String json) {}

    static final Canned ANSWER = new Canned(200, """
            {"prediction_id":"019a9c3e-77aa-7000-8000-000000000001","task":"property-price","model_version":"m000002-5d1f0a77",
             "estimate":{"price_usd":212400,"interval_usd":[168200,267900],"level":0.9},
             "bands":[{"name":"up-to-100k","upper":100000,"probability":0.0031},
                      {"name":"100k-to-200k","lower":100000,"upper":200000,"probability":0.3469},
                      {"name":"200k-to-300k","lower":200000,"upper":300000,"probability":0.61},
                      {"name":"over-300k","lower":300000,"probability":0.04}],
             "novelty":0.31,"photo":"missing","warnings":["photo-missing"]}""");

    static final Canned NO_MODEL = new Canned(503, """
            {"type":"urn:cuantovale:problem:no-model","title":"No model","status":503,"detail":"no champion yet"}""");

    static final Canned WRONG_AREA = new Canned(422, """
            {"type":"urn:cuantovale:problem:outside-limits","title":"Outside the limits","status":422,"detail":"area_m2: 1",
             "fields":[{"name":"area_m2","value":1,"expected":"25 to 500 m2"},{"name":"colour","value":"red","expected":"no such field"}]}""");

    private static final String FORM = """
            {"area_m2":{"min":25.0,"max":500.0,"initial":75.0,"step":1.0,"or_more":false},
             "rooms":{"min":0.0,"max":4.0,"initial":2.0,"step":1.0,"or_more":true},
             "bathrooms":{"min":1.0,"max":4.0,"initial":1.0,"step":1.0,"or_more":true},
             "building_type":{"values":["apartment","house"],"initial":"apartment"},
             "location":{"initial_department":"montevideo","initial_location":"montevideo/pocitos"},
             "photo":{"max_bytes":20971520,"media_types":["image/jpeg","image/png"]},"bands":[],"model_version":"m000002-5d1f0a77"}""";

    private static final String LOCATIONS = """
            {"departments":[
              {"name":"Canelones","slug":"canelones","locations":[{"name":"Solymar","id":"canelones/solymar"},{"name":"Atlántida","id":"canelones/atlantida"}]},
              {"name":"Montevideo","slug":"montevideo","locations":[{"name":"Aguada","id":"montevideo/aguada"},{"name":"Malvin","id":"montevideo/malvin"},{"name":"Pocitos","id":"montevideo/pocitos"},{"name":"Punta Carretas","id":"montevideo/punta-carretas"}]}]}""";

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html;charset=utf-8", "css", "text/css", "js", "text/javascript", "svg", "image/svg+xml");

    private final HttpServer server;
    private final Deque<Canned> answers = new ArrayDeque<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    PageServer(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", this::file);
        server.createContext("/v1/form", e -> send(e, 200, "application/json", FORM.getBytes(StandardCharsets.UTF_8)));
        server.createContext(
                "/v1/locations", e -> send(e, 200, "application/json", LOCATIONS.getBytes(StandardCharsets.UTF_8)));
        server.createContext("/v1/predictions", this::predict);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Bodies of the prediction calls so far, as text. */
    List<String> asked() {
        return asked;
    }

    /** Answers the next prediction calls in this order, then always with {@link #ANSWER}. */
    synchronized void answer(Canned... next) {
        answers.clear();
        answers.addAll(List.of(next));
    }

    private synchronized Canned next() {
        Canned next = answers.poll();
        return next == null ? ANSWER : next;
    }

    private void predict(HttpExchange exchange) throws IOException {
        asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
        Canned canned = next();
        if (canned.status() == 503) {
            exchange.getResponseHeaders().add("Retry-After", "1");
        }
        String type = canned.status() == 200 ? "application/json" : "application/problem+json";
        send(exchange, canned.status(), type, canned.json().getBytes(StandardCharsets.UTF_8));
    }

    private void file(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String name = path.equals("/") ? "/index.html" : path;
        try (InputStream in = PageServer.class.getResourceAsStream("/META-INF/resources" + name)) {
            if (in == null) {
                send(exchange, 404, "text/plain", new byte[0]);
                return;
            }
            exchange.getResponseHeaders().add("Content-Security-Policy", "default-src 'self'");
            send(exchange, 200, TYPES.get(name.substring(name.lastIndexOf('.') + 1)), in.readAllBytes());
        }
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
