package org.televisit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.implementation.MethodDelegation;
import net.bytebuddy.implementation.bind.annotation.Origin;
import net.bytebuddy.implementation.bind.annotation.RuntimeType;
import net.bytebuddy.implementation.bind.annotation.SuperCall;
import net.bytebuddy.implementation.bind.annotation.This;
import net.bytebuddy.matcher.ElementMatchers;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The product's own services on a real, migrated PostgreSQL, without a server around them: beans
 * are wired by their annotations, transactions begin and end where {@code @Transactional} says, and
 * time is the test's. For rules that need the database, but no browser and no WildFly.
 */
public final class WiredClinic implements AutoCloseable {

  private static final int CONNECTIONS = 40;
  private static final Properties CONFIGURED = configuration();

  private final EmbeddedPostgres server;
  private final EntityManagerFactory factory;
  private final Clock clock;
  private final ZoneId zone;
  private final Map<Class<?>, Object> beans = new HashMap<>();
  private final ThreadLocal<@Nullable EntityManager> current = new ThreadLocal<>();

  /** Everything that was fired, in order; nobody else hears it. */
  private final Queue<Object> news = new ConcurrentLinkedQueue<>();

  private final Boundary boundary = new Boundary();

  public WiredClinic(Clock clock, ZoneId zone) throws IOException, SQLException {
    this.clock = clock;
    this.zone = zone;
    this.server =
        MigratedDatabase.empty(
            EmbeddedPostgres.builder()
                .setServerConfig("max_connections", String.valueOf(CONNECTIONS * 2)));
    this.factory =
        Persistence.createEntityManagerFactory(
            "televisit",
            Map.of(
                "jakarta.persistence.transactionType",
                "RESOURCE_LOCAL",
                "jakarta.persistence.nonJtaDataSource",
                pool(),
                "televisit.migration.datasource",
                owner()));
  }

  /** A few connections, each given to one transaction at a time. */
  private DataSource pool() {
    DataSource single = server.getDatabase("televisit_app", "televisit");
    BlockingQueue<Connection> free = new LinkedBlockingQueue<>();
    Semaphore more = new Semaphore(CONNECTIONS);
    return proxy(
        DataSource.class,
        (method, arguments) -> {
          if (!method.getName().equals("getConnection")) {
            return method.invoke(single, arguments);
          }
          try {
            Connection connection =
                free.isEmpty() && more.tryAcquire() ? single.getConnection() : free.take();
            return proxy(
                Connection.class,
                (call, values) ->
                    call.getName().equals("close")
                        ? free.add(connection)
                        : call.invoke(connection, values));
          } catch (SQLException | InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  /** A data source with all rights, for arranging and asserting. */
  public DataSource owner() {
    return server.getDatabase("televisit_owner", "televisit");
  }

  /** Runs statements as the owner of the schema. */
  public void sql(String statements) throws SQLException {
    try (Connection connection = owner().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(statements);
    }
  }

  /** What was fired since the last time it was asked for. */
  public List<Object> news() {
    List<Object> heard = List.copyOf(news);
    news.removeAll(heard);
    return heard;
  }

  /** The one bean of that class. */
  public synchronized <T> T get(Class<T> type) {
    @Nullable Object known = beans.get(type);
    if (known == null) {
      known = made(type);
      beans.put(type, known);
      inject(known, type);
    }
    return type.cast(known);
  }

  @Override
  public void close() throws IOException {
    factory.close();
    server.close();
  }

  private <T> T made(Class<T> type) {
    try {
      MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
      Class<? extends T> proxy =
          new ByteBuddy()
              .subclass(type)
              .method(ElementMatchers.not(ElementMatchers.isDeclaredBy(Object.class)))
              .intercept(MethodDelegation.to(boundary))
              .make()
              .load(type.getClassLoader(), ClassLoadingStrategy.UsingLookup.of(lookup))
              .getLoaded();
      var constructor = proxy.getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getName(), e);
    }
  }

  private void inject(Object bean, Class<?> type) {
    for (Field field : type.getDeclaredFields()) {
      boolean wanted =
          field.isAnnotationPresent(Inject.class)
              || field.isAnnotationPresent(PersistenceContext.class);
      if (wanted) {
        try {
          field.setAccessible(true);
          field.set(bean, value(field));
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException(field.toString(), e);
        }
      }
    }
  }

  private Object value(Field field) {
    Class<?> type = field.getType();
    if (type == Clock.class) {
      return clock;
    }
    if (type == EntityManager.class) {
      return proxy(EntityManager.class, (method, arguments) -> method.invoke(open(), arguments));
    }
    if (type == Event.class) {
      assert field.getGenericType() instanceof ParameterizedType;
      return proxy(
          Event.class,
          (method, arguments) -> {
            news.add(arguments[0]);
            return null;
          });
    }
    if (field.isAnnotationPresent(ConfigProperty.class)) {
      return configured(type, field.getAnnotation(ConfigProperty.class).name());
    }
    return get(type);
  }

  /** As the product comes, in the zone of the test; what a clinic must say itself is "Clinic". */
  private Object configured(Class<?> type, String name) {
    if (type == ZoneId.class) {
      return zone;
    }
    String said = CONFIGURED.getProperty(name, "Clinic");
    if (type == Duration.class) {
      return Duration.parse(said);
    }
    return type == int.class ? Integer.valueOf(said) : said;
  }

  private static Properties configuration() {
    Properties said = new Properties();
    try (InputStream file =
        WiredClinic.class.getResourceAsStream("/META-INF/microprofile-config.properties")) {
      said.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return said;
  }

  private interface Call {
    @Nullable Object of(Method method, Object[] arguments) throws ReflectiveOperationException;
  }

  private static <T> T proxy(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              try {
                return call.of(method, arguments == null ? new Object[0] : arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  private EntityManager open() {
    @Nullable EntityManager entities = current.get();
    if (entities == null) {
      throw new IllegalStateException("nothing is read or written outside of a boundary");
    }
    return entities;
  }

  /**
   * Where transactions begin and end; a repository that nobody has opened one for opens its own.
   */
  public final class Boundary {

    private final ThreadLocal<@Nullable Object> innermost = new ThreadLocal<>();

    /** What a bean calls on itself goes straight there, as in CDI. */
    @RuntimeType
    public @Nullable Object intercept(
        @This Object bean, @Origin Method method, @SuperCall Callable<?> body) throws Exception {
      @Nullable Object caller = innermost.get();
      if (caller == bean) {
        return body.call();
      }
      innermost.set(bean);
      try {
        return enter(method, body);
      } finally {
        innermost.set(caller);
      }
    }

    private @Nullable Object enter(Method method, Callable<?> body) throws Exception {
      Class<?> type = method.getDeclaringClass();
      @Nullable Transactional rule = method.getAnnotation(Transactional.class);
      rule = rule == null ? type.getAnnotation(Transactional.class) : rule;
      boolean anew =
          rule != null && rule.value() == Transactional.TxType.REQUIRES_NEW
              || current.get() == null && (rule != null || isRepository(type));
      return anew ? inTransaction(body) : body.call();
    }

    private boolean isRepository(Class<?> type) {
      for (Field field : type.getDeclaredFields()) {
        if (field.isAnnotationPresent(PersistenceContext.class)) {
          return true;
        }
      }
      return false;
    }

    private @Nullable Object inTransaction(Callable<?> body) throws Exception {
      @Nullable EntityManager outer = current.get();
      EntityManager entities = factory.createEntityManager();
      current.set(entities);
      try {
        entities.getTransaction().begin();
        Object answer = body.call();
        entities.getTransaction().commit();
        return answer;
      } finally {
        current.set(outer);
        try {
          if (entities.getTransaction().isActive()) {
            entities.getTransaction().rollback();
          }
        } finally {
          entities.close();
        }
      }
    }
  }
}
