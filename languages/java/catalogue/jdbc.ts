/** JDBC, and JPA and Hibernate on top of it. */
import type { Family, ResourceType } from '../../../analysis/catalogue/model.ts';
import { acquires, borrows, givesReceiver, likelyThrows, methods, statics } from './shared.ts';

const DOCS = 'https://docs.oracle.com/en/java/javase/21/docs/api/java.sql';

function resource(
  id: string,
  noun: string,
  types: readonly string[],
  more: Partial<ResourceType> = {},
): ResourceType {
  return {
    id: `java.sql.${id}`,
    kind: 'cursor',
    noun,
    rule: 'unreleased-connection',
    cost: 'keeps a cursor open in the database as long as its connection lives',
    types,
    releases: [{ method: 'close' }],
    discipline: 'always',
    documentation: `${DOCS}/java/sql/${id}.html`,
    ...more,
  };
}

const STATEMENTS = ['java.sql#Statement', 'java.sql#PreparedStatement', 'java.sql#CallableStatement'];
/** What the description of a database is asked for; the connection stands for it, since its end ends these rows. */
const DESCRIPTIONS =
  'getTables getColumns getPrimaryKeys getIndexInfo getSchemas getCatalogs getTypeInfo getImportedKeys getExportedKeys getProcedures';
/** What H2 and HSQLDB are told to end by, and their connections with them. */
const SHUTDOWNS = ['', ' IMMEDIATELY', ' COMPACT', ' SCRIPT', ' DEFRAG'].flatMap((how) =>
  [`SHUTDOWN${how}`, `shutdown${how.toLowerCase()}`].flatMap((one) => [one, `${one};`]),
);
const JPA = ['javax.persistence', 'jakarta.persistence'];

export const jdbcFamily: Family = {
  id: 'java.sql',
  language: 'java',
  checkedAgainst: [],
  supertypes: {
    'java.sql#PreparedStatement': ['java.sql#Statement'],
    'java.sql#CallableStatement': ['java.sql#PreparedStatement'],
    'javax.sql#XADataSource': ['javax.sql#DataSource'],
    'com.zaxxer.hikari#HikariDataSource': ['javax.sql#DataSource'],
    'com.alibaba.druid.pool#DruidDataSource': ['javax.sql#DataSource'],
    'org.apache.commons.dbcp2#BasicDataSource': ['javax.sql#DataSource'],
  },
  resources: [
    resource('Connection', 'database connection', ['java.sql#Connection'], {
      kind: 'connection',
      discipline: 'lease',
      cost: 'is missing from the pool, or stays open at the database',
      documentation: `${DOCS}/java/sql/Connection.html`,
    }),
    resource('Statement', 'statement', STATEMENTS, { goesWithOuter: true, askedBack: ['getStatement'] }),
    resource('ResultSet', 'result set', ['java.sql#ResultSet'], { goesWithOuter: true }),
    resource('HikariDataSource', 'connection pool', ['com.zaxxer.hikari#HikariDataSource'], {
      kind: 'pool',
      discipline: 'shared',
      cost: 'opens connections of its own for every call',
      documentation: 'https://github.com/brettwooldridge/HikariCP',
    }),
    resource(
      'EntityManager',
      'entity manager',
      JPA.map((one) => `${one}#EntityManager`),
      {
        kind: 'session',
        cost: 'keeps its connection and all entities that it has loaded',
        documentation:
          'https://jakarta.ee/specifications/persistence/3.1/apidocs/jakarta.persistence/jakarta/persistence/entitymanager',
      },
    ),
    resource(
      'EntityManagerFactory',
      'entity manager factory',
      JPA.map((one) => `${one}#EntityManagerFactory`),
      {
        kind: 'pool',
        discipline: 'shared',
        cost: 'opens a connection pool of its own for every call',
        documentation:
          'https://jakarta.ee/specifications/persistence/3.1/apidocs/jakarta.persistence/jakarta/persistence/entitymanagerfactory',
      },
    ),
    resource('Session', 'session', ['org.hibernate#Session'], {
      kind: 'session',
      discipline: 'lease',
      cost: 'keeps its connection and all entities that it has loaded',
      documentation: 'https://docs.jboss.org/hibernate/orm/6.4/javadocs/org/hibernate/Session.html',
    }),
    resource('SqlSession', 'session', ['org.apache.ibatis.session#SqlSession'], {
      kind: 'session',
      discipline: 'lease',
      cost: 'keeps its connection out of the pool',
      documentation: 'https://mybatis.org/mybatis-3/java-api.html',
    }),
  ],
  acquisitions: [
    acquires('java.sql#DriverManager.getConnection', 'java.sql.Connection', {
      unlessSurely: [
        // A command to Derby, which answers it by an exception.
        { argument: 0, contains: 'shutdown=true' },
        // Inside a routine of the database: the connection of whoever called the routine, who goes on with it.
        { argument: 0, contains: 'jdbc:default:connection' },
      ],
    }),
    acquires(methods('javax.sql#DataSource', 'getConnection'), 'java.sql.Connection'),
    acquires(
      methods('java.sql#Connection', 'createStatement prepareStatement prepareCall'),
      'java.sql.Statement',
      {
        within: 'receiver',
      },
    ),
    acquires(
      methods('java.sql#Statement', 'executeQuery getResultSet getGeneratedKeys'),
      'java.sql.ResultSet',
      { within: 'receiver', receiverOwned: true },
    ),
    acquires(
      ['java.sql#DatabaseMetaData', 'java.sql#Connection'].flatMap((type) => methods(type, DESCRIPTIONS)),
      'java.sql.ResultSet',
      { within: 'receiver' },
    ),
    // Without a configuration it opens its pool when it is asked for the first connection.
    acquires('new com.zaxxer.hikari#HikariDataSource', 'java.sql.HikariDataSource', {
      heldFrom: ['getConnection'],
      heldFromUnless: [{ argument: 0, given: true }],
    }),
    acquires(
      JPA.flatMap((one) => methods(`${one}#EntityManagerFactory`, 'createEntityManager')),
      'java.sql.EntityManager',
    ),
    acquires(
      JPA.flatMap((one) => statics(`${one}#Persistence`, 'createEntityManagerFactory')),
      'java.sql.EntityManagerFactory',
    ),
    acquires(methods('org.hibernate#SessionFactory', 'openSession openStatelessSession'), 'java.sql.Session'),
    acquires(methods('org.apache.ibatis.session#SqlSessionFactory', 'openSession'), 'java.sql.SqlSession'),
  ],
  sinks: [
    borrows(
      methods(
        'java.sql#PreparedStatement',
        'setBinaryStream setCharacterStream setAsciiStream setObject setString',
      ),
    ),
    {
      call: 'org.springframework.jdbc.datasource#DataSourceUtils.releaseConnection',
      argument: 0,
      effect: 'releases',
    },
    {
      call: statics(
        'org.springframework.jdbc.support#JdbcUtils',
        'closeConnection closeStatement closeResultSet',
      ),
      argument: 0,
      effect: 'releases',
    },
    {
      call: statics('org.apache.commons.dbutils#DbUtils', 'close closeQuietly'),
      argument: 'any',
      effect: 'releases',
    },
  ],
  behaviours: [
    {
      call: methods('java.sql#Connection', 'getMetaData'),
      returns: 'receiver',
      throws: 'likely',
    },
    {
      call: methods('java.sql#Statement', 'getConnection'),
      returns: { type: 'java.sql#Connection' },
      outer: true,
    },
    {
      call: methods('java.sql#ResultSet', 'getStatement'),
      returns: { type: 'java.sql#Statement' },
      outer: true,
    },
    {
      call: methods('java.sql#Statement', 'execute executeUpdate'),
      endsOuter: [{ argument: 0, equals: SHUTDOWNS }],
    },
    // The same thing as what its driver makes of it: whoever closes that closes this.
    ...['Connection', 'Statement', 'ResultSet', 'Wrapper'].map((type) =>
      givesReceiver(`java.sql#${type}`, 'unwrap'),
    ),
    ...JPA.map((one) => givesReceiver(`${one}#EntityManager`, 'unwrap')),
    likelyThrows(
      methods(
        'java.sql#Connection',
        'createStatement prepareStatement prepareCall commit setAutoCommit setReadOnly setTransactionIsolation isValid',
      ),
    ),
    likelyThrows(
      methods(
        'java.sql#Statement',
        'execute executeQuery executeUpdate executeBatch getResultSet getGeneratedKeys setFetchSize setQueryTimeout addBatch setMaxRows',
      ),
    ),
    likelyThrows(
      methods(
        'java.sql#PreparedStatement',
        'setString setInt setLong setObject setTimestamp setBoolean setNull setBytes setDate setDouble',
      ),
    ),
    likelyThrows(
      methods(
        'java.sql#ResultSet',
        'next getString getInt getLong getObject getTimestamp getBoolean getBytes getDate getDouble getMetaData first last',
      ),
    ),
    likelyThrows(methods('java.sql#DatabaseMetaData', 'getTables getColumns getPrimaryKeys getIndexInfo')),
    likelyThrows([
      'java.sql#DriverManager.getConnection',
      ...methods('javax.sql#DataSource', 'getConnection'),
    ]),
    likelyThrows(methods('org.hibernate#Session', 'save persist merge flush beginTransaction')),
  ],
};
