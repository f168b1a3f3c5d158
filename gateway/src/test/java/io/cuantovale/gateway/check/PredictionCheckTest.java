package io.cuantovale.gateway.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PredictionCheckTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final AtomicInteger calls = new AtomicInteger();
    private volatile int refusals;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/predictions", exchange -> {
            boolean refused = calls.incrementAndGet() <= refusals;
            byte[] body = (refused ? "{\"title\":\"no-model\"}" : "{\"model_version\":\"m1\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(refused ? 503 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aPredictionEndsWith0AndIsShown() throws Exception {
        assertThat(check(url())).isZero();
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("m1");
    }

    @Test
    void aGatewayWithoutModelEndsWith1AndItsAnswer() throws Exception {
        refusals = 100;
        assertThat(check(url())).isEqualTo(1);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("503").contains("no-model");
    }

    @Test
    void itWaitsForTheFirstChampionWhenTold() throws Exception {
        refusals = 1;
        assertThat(check(url(), "--wait", "PT30S")).isZero();
        assertThat(calls).hasValue(2);
    }

    @Test
    void aWrongDurationIsNamed() throws Exception {
        assertThat(check(url(), "--wait", "5m")).isEqualTo(2);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("5m").contains("PT5M");
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private int check(String... args) throws InterruptedException {
        return PredictionCheck.main(args, new PrintStream(said, true, StandardCharsets.UTF_8));
    }
}
