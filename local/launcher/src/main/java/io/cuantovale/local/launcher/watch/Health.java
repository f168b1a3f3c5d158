package io.cuantovale.local.launcher.watch;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a part is ready, and if not, why. */
public final class Health {
    private final Api api;

    public Health(Api api) {
        this.api = api;
    }

    /** Empty if the service is ready, else the reason in words. */
    public Optional<String> problem(URI ready) {
        Api.Answer answer = api.get(ready);
        if (answer.ok()) {
            return Optional.empty();
        }
        if (answer.status() == 0) {
            return Optional.of("does not answer yet");
        }
        List<String> down = new ArrayList<>();
        for (JsonNode check : answer.body().path("checks")) {
            if (!check.path("status").asText().equals("UP")) {
                JsonNode data = check.path("data");
                down.add(check.path("name").asText() + (data.isMissingNode() ? "" : " " + data));
            }
        }
        return Optional.of(down.isEmpty() ? "HTTP " + answer.status() : "waits for " + String.join("; ", down));
    }

    /** Whether something accepts connections on the port. */
    public static boolean accepts(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
